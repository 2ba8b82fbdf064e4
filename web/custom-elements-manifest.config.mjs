/** How `npm run analyze` makes custom-elements.json from the module's JSDoc. */

/** What is nobody's to use is left out, and what the documentation says is not said twice. */
function onlyPublic({ customElementsManifest }) {
  for (const declaration of customElementsManifest.modules.flatMap((module) => module.declarations)) {
    if (!declaration.customElement) continue;
    declaration.superclass = { name: "HTMLElement" };
    declaration.members = declaration.members.filter(({ privacy }) => privacy !== "private");
    declaration.events = declaration.events.filter(({ name }) => name);
  }
}

export default {
  globs: ["dist/timeline-overlay.js"],
  packagejson: false,
  plugins: [{ name: "only-public", packageLinkPhase: onlyPublic }],
};
