"""Our modules as one script."""

import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from timeline_web.assets import Assets
from timeline_web.bundle import BundleError, bundle, split


def bundled(**modules: str) -> str:
    return bundle("main.js", {f"{name}.js": text for name, text in modules.items()}.__getitem__)


def test_a_module_comes_after_what_it_imports() -> None:
    text = bundled(
        main='import { b } from "./b.js";\nb();\n',
        b='import {\n  a,\n} from "./a.js";\nexport function b() { return a; }\n',
        a="export const a = 1;\n",
    )
    assert text == "const a = 1;\n\nfunction b() { return a; }\n\nb();\n"


def test_a_dynamic_import_becomes_a_promise() -> None:
    text = bundled(
        main='const late = () => import("./late.js");\n',
        late='export class A {}\nexport async function b() {}\nconst c = "export x";\n',
    )
    assert "const late = () => Promise.resolve().then(() => ({ A, b }));" in text
    assert "\nclass A {}\nasync function b() {}" in text


def test_what_is_imported_later_takes_the_rest_from_what_is_there() -> None:
    texts = {
        "main.js": 'import { a } from "./a.js";\nexport const b = () => import("./late.js");\n',
        "a.js": "export const a = 1;\n",
        "late.js": 'import { a } from "./a.js";\nexport const c = a;\n',
    }
    made = split("main.js", texts.__getitem__, "page.js")
    assert made == {
        "page.js": 'const a = 1;\n\nconst b = () => import("./page.late.js");\n\nexport { a, b };',
        "page.late.js": 'import { a } from "./page.js";\nexport const c = a;\n',
    }


def test_what_is_imported_later_needs_nothing_else() -> None:
    texts = {
        "main.js": 'const b = () => import("./late.js");\n',
        "a.js": "export const a = 1;\n",
        "late.js": 'import { a } from "./a.js";\n',
    }
    with pytest.raises(BundleError, match=r"which .* has not"):
        split("main.js", texts.__getitem__, "page.js")


@pytest.mark.browser
@pytest.mark.parametrize(
    "modules",
    [
        {"main": 'import("./late.js").then(({ A }) => console.log(new A().x));\n'},
        {
            "main": 'import { log, wait } from "./first.js";\nwait.then(log);\n',
            "first": "export const log = ({ A }) => console.log(new A().x);\n"
            'export const wait = import("./late.js");\n',
        },
        {
            "main": 'import { seen } from "./first.js";\nimport("./late.js").then(seen);\n',
            "first": "export function seen({ A }) { console.log(new A().x); }\n",
        },
    ],
)
def test_what_is_imported_at_once_is_there(modules: dict[str, str]) -> None:
    late = 'import { x } from "./x.js";\nexport class A { x = x; }\n'
    text = bundled(**modules, late=late, x="export const x = 7;\n")
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "--input-type=module", "-"], input=text, capture_output=True, text=True, check=True
    )
    assert done.stdout == "7\n"


def test_external_modules_are_kept() -> None:
    text = 'const hls = () => import("./vendor/hls.js");\n'
    assert bundled(main=text) == text


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"main": 'import x from "./a.js";\n'}, "cannot bundle"),
        (
            {"main": 'import { a as b } from "./a.js";\n', "a": "export const a = 1;\n"},
            "cannot bundle",
        ),
        ({"main": "export { a };\n"}, "cannot bundle"),
        ({"main": "export default 1;\n"}, "cannot bundle"),
        ({"main": 'import { a } from "./vendor/a.js";\n'}, "not ours"),
        (
            {
                "main": 'import { a } from "./a.js";\nconst x = 1;\n',
                "a": "const x = 2;\nexport const a = 1;\n",
            },
            "both declare x",
        ),
        (
            {
                "main": 'import { a } from "./a.js";\n',
                "a": 'import { b } from "./b.js";\n',
                "b": 'import { a } from "./a.js";\n',
            },
            "a.js -> b.js -> a.js",
        ),
    ],
)
def test_what_cannot_be_bundled_is_refused(modules: dict[str, str], message: str) -> None:
    with pytest.raises(BundleError, match=message):
        bundled(**modules)


def test_our_own_modules_link() -> None:
    assets = Assets.read()
    text = bundle(assets.manifest.module, assets.text)
    assert text.count("customElements.define(") >= 1
