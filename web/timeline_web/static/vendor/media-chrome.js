(()=>{var M=(t,e,i)=>()=>{if(i)throw i[0];try{return t&&(e=t(t=0)),e}catch(o){throw i=[o],o}};var Jr=(t,e)=>()=>{try{return e||t((e={exports:{}}).exports,e),e.exports}catch(i){throw e=0,i}};var Nt,xt,Ft,Di,rn,ct,sn,an,a,F,P=M(()=>{Nt=class{addEventListener(){}removeEventListener(){}dispatchEvent(){return!0}},xt=class extends Nt{},Ft=class extends xt{constructor(){super(...arguments),this.role=null}},Di=class{observe(){}unobserve(){}disconnect(){}},rn={createElement:function(){return new ct.HTMLElement},createElementNS:function(){return new ct.HTMLElement},addEventListener(){},removeEventListener(){},dispatchEvent(t){return!1}},ct={ResizeObserver:Di,document:rn,Node:xt,Element:Ft,HTMLElement:class extends Ft{constructor(){super(...arguments),this.innerHTML=""}get content(){return new ct.DocumentFragment}},DocumentFragment:class extends Nt{},customElements:{get:function(){},define:function(){},whenDefined:function(){}},localStorage:{getItem(t){return null},setItem(t,e){},removeItem(t){}},CustomEvent:function(){},getComputedStyle:function(){},navigator:{languages:[],get userAgent(){return""}},matchMedia(t){return{matches:!1,media:t}},DOMParser:class{parseFromString(e,i){return{body:{textContent:e}}}}},sn="global"in globalThis&&globalThis?.global===globalThis||typeof window>"u"||typeof window.customElements>"u",an=Object.keys(ct).every(t=>t in globalThis),a=sn&&!an?ct:globalThis,F=sn&&!an?rn:globalThis.document});var m,L,Ui,ln,l,jr,we,Ma,dn,z,ge,Ht,X,j,cn,B=M(()=>{m={MEDIA_PLAY_REQUEST:"mediaplayrequest",MEDIA_PAUSE_REQUEST:"mediapauserequest",MEDIA_MUTE_REQUEST:"mediamuterequest",MEDIA_UNMUTE_REQUEST:"mediaunmuterequest",MEDIA_LOOP_REQUEST:"medialooprequest",MEDIA_VOLUME_REQUEST:"mediavolumerequest",MEDIA_SEEK_REQUEST:"mediaseekrequest",MEDIA_AIRPLAY_REQUEST:"mediaairplayrequest",MEDIA_ENTER_FULLSCREEN_REQUEST:"mediaenterfullscreenrequest",MEDIA_EXIT_FULLSCREEN_REQUEST:"mediaexitfullscreenrequest",MEDIA_PREVIEW_REQUEST:"mediapreviewrequest",MEDIA_ENTER_PIP_REQUEST:"mediaenterpiprequest",MEDIA_EXIT_PIP_REQUEST:"mediaexitpiprequest",MEDIA_ENTER_CAST_REQUEST:"mediaentercastrequest",MEDIA_EXIT_CAST_REQUEST:"mediaexitcastrequest",MEDIA_SHOW_TEXT_TRACKS_REQUEST:"mediashowtexttracksrequest",MEDIA_HIDE_TEXT_TRACKS_REQUEST:"mediahidetexttracksrequest",MEDIA_SHOW_SUBTITLES_REQUEST:"mediashowsubtitlesrequest",MEDIA_DISABLE_SUBTITLES_REQUEST:"mediadisablesubtitlesrequest",MEDIA_TOGGLE_SUBTITLES_REQUEST:"mediatogglesubtitlesrequest",MEDIA_PLAYBACK_RATE_REQUEST:"mediaplaybackraterequest",MEDIA_RENDITION_REQUEST:"mediarenditionrequest",MEDIA_AUDIO_TRACK_REQUEST:"mediaaudiotrackrequest",MEDIA_SEEK_TO_LIVE_REQUEST:"mediaseektoliverequest",REGISTER_MEDIA_STATE_RECEIVER:"registermediastatereceiver",UNREGISTER_MEDIA_STATE_RECEIVER:"unregistermediastatereceiver"},L={MEDIA_CHROME_ATTRIBUTES:"mediachromeattributes",MEDIA_CONTROLLER:"mediacontroller"},Ui={MEDIA_AIRPLAY_UNAVAILABLE:"mediaAirplayUnavailable",MEDIA_AUDIO_TRACK_ENABLED:"mediaAudioTrackEnabled",MEDIA_AUDIO_TRACK_LIST:"mediaAudioTrackList",MEDIA_AUDIO_TRACK_UNAVAILABLE:"mediaAudioTrackUnavailable",MEDIA_BUFFERED:"mediaBuffered",MEDIA_CAST_UNAVAILABLE:"mediaCastUnavailable",MEDIA_CHAPTERS_CUES:"mediaChaptersCues",MEDIA_CURRENT_TIME:"mediaCurrentTime",MEDIA_DURATION:"mediaDuration",MEDIA_ENDED:"mediaEnded",MEDIA_ERROR:"mediaError",MEDIA_ERROR_CODE:"mediaErrorCode",MEDIA_ERROR_MESSAGE:"mediaErrorMessage",MEDIA_FULLSCREEN_UNAVAILABLE:"mediaFullscreenUnavailable",MEDIA_HAS_PLAYED:"mediaHasPlayed",MEDIA_HEIGHT:"mediaHeight",MEDIA_IS_AIRPLAYING:"mediaIsAirplaying",MEDIA_IS_CASTING:"mediaIsCasting",MEDIA_IS_FULLSCREEN:"mediaIsFullscreen",MEDIA_IS_PIP:"mediaIsPip",MEDIA_LOADING:"mediaLoading",MEDIA_MUTED:"mediaMuted",MEDIA_LOOP:"mediaLoop",MEDIA_PAUSED:"mediaPaused",MEDIA_PIP_UNAVAILABLE:"mediaPipUnavailable",MEDIA_PLAYBACK_RATE:"mediaPlaybackRate",MEDIA_PREVIEW_CHAPTER:"mediaPreviewChapter",MEDIA_PREVIEW_COORDS:"mediaPreviewCoords",MEDIA_PREVIEW_IMAGE:"mediaPreviewImage",MEDIA_PREVIEW_TIME:"mediaPreviewTime",MEDIA_RENDITION_LIST:"mediaRenditionList",MEDIA_RENDITION_SELECTED:"mediaRenditionSelected",MEDIA_RENDITION_UNAVAILABLE:"mediaRenditionUnavailable",MEDIA_SEEKABLE:"mediaSeekable",MEDIA_STREAM_TYPE:"mediaStreamType",MEDIA_SUBTITLES_LIST:"mediaSubtitlesList",MEDIA_SUBTITLES_SHOWING:"mediaSubtitlesShowing",MEDIA_TARGET_LIVE_WINDOW:"mediaTargetLiveWindow",MEDIA_TIME_IS_LIVE:"mediaTimeIsLive",MEDIA_VOLUME:"mediaVolume",MEDIA_VOLUME_LEVEL:"mediaVolumeLevel",MEDIA_VOLUME_UNAVAILABLE:"mediaVolumeUnavailable",MEDIA_LANG:"mediaLang",MEDIA_WIDTH:"mediaWidth"},ln=Object.entries(Ui),l=ln.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{}),jr={USER_INACTIVE_CHANGE:"userinactivechange",BREAKPOINTS_CHANGE:"breakpointchange",BREAKPOINTS_COMPUTED:"breakpointscomputed"},we=ln.reduce((t,[e,i])=>(t[e]=i.toLowerCase(),t),{...jr}),Ma=Object.entries(we).reduce((t,[e,i])=>{let o=l[e];return o&&(t[i]=o),t},{userinactivechange:"userinactive"}),dn=Object.entries(l).reduce((t,[e,i])=>{let o=we[e];return o&&(t[i]=o),t},{userinactive:"userinactivechange"}),z={SUBTITLES:"subtitles",CAPTIONS:"captions",DESCRIPTIONS:"descriptions",CHAPTERS:"chapters",METADATA:"metadata"},ge={DISABLED:"disabled",HIDDEN:"hidden",SHOWING:"showing"},Ht={MOUSE:"mouse",PEN:"pen",TOUCH:"touch"},X={UNAVAILABLE:"unavailable",UNSUPPORTED:"unsupported"},j={LIVE:"live",ON_DEMAND:"on-demand",UNKNOWN:"unknown"},cn={INLINE:"inline",FULLSCREEN:"fullscreen",PICTURE_IN_PICTURE:"picture-in-picture"}});function Bt(t,e){Ci(t).add(e),hn.observe(t)}function Vt(t,e){let i=Ci(t);i.delete(e),i.size||hn.unobserve(t)}var un,Ci,hn,Oi=M(()=>{P();un=new WeakMap,Ci=t=>{let e=un.get(t);return e||un.set(t,e=new Set),e},hn=new a.ResizeObserver(t=>{for(let e of t)for(let i of Ci(e.target))i(e)})});function q(t){let e={};for(let i of t)e[i.name]=i.value;return e}function mn(t){var e;return(e=es(t))!=null?e:We(t,"media-controller")}function es(t){var e;let{MEDIA_CONTROLLER:i}=L,o=t.getAttribute(i);if(o)return(e=ts(t))==null?void 0:e.getElementById(o)}function Pi(t=document){var e;let i=t?.activeElement;return i?(e=Pi(i.shadowRoot))!=null?e:i:null}function ts(t){var e;let i=(e=t?.getRootNode)==null?void 0:e.call(t);return i instanceof ShadowRoot||i instanceof Document?i:null}function pn(t,{depth:e=3,checkOpacity:i=!0,checkVisibilityCSS:o=!0}={}){if(t.checkVisibility)return t.checkVisibility({checkOpacity:i,checkVisibilityCSS:o});let n=t;for(;n&&e>0;){let r=getComputedStyle(n);if(i&&r.opacity==="0"||o&&r.visibility==="hidden"||r.display==="none")return!1;n=n.parentElement,e--}return!0}function En(t,e,i,o){let n=o.x-i.x,r=o.y-i.y,s=n*n+r*r;if(s===0)return 0;let d=((t-i.x)*n+(e-i.y)*r)/s;return Math.max(0,Math.min(1,d))}function Z(t,e){let i=is(t,o=>o===e);return i||Ni(t,e)}function is(t,e){var i,o;let n;for(n of(i=t.querySelectorAll("style:not([media])"))!=null?i:[]){let r;try{r=(o=n.sheet)==null?void 0:o.cssRules}catch{continue}for(let s of r??[])if(e(s.selectorText))return s}}function Ni(t,e){var i,o;let n=(i=t.querySelectorAll("style:not([media])"))!=null?i:[],r=n?.[n.length-1];if(!r?.sheet)return console.warn("Media Chrome: No style sheet found on style tag of",t),{style:{setProperty:()=>{},removeProperty:()=>"",getPropertyValue:()=>""}};let s=r?.sheet.insertRule(`${e}{}`,r.sheet.cssRules.length);return(o=r.sheet.cssRules)==null?void 0:o[s]}function Ke(t,e,i=Number.NaN){let o=t.getAttribute(e);return o!=null?+o:i}function Ge(t,e,i){let o=+i;if(i==null||Number.isNaN(o)){t.hasAttribute(e)&&t.removeAttribute(e);return}Ke(t,e,void 0)!==o&&t.setAttribute(e,`${o}`)}function S(t,e){return t.hasAttribute(e)}function I(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}S(t,e)!=i&&t.toggleAttribute(e,i)}function C(t,e,i=null){var o;return(o=t.getAttribute(e))!=null?o:i}function D(t,e,i){if(i==null){t.hasAttribute(e)&&t.removeAttribute(e);return}let o=`${i}`;C(t,e,void 0)!==o&&t.setAttribute(e,o)}var be,We,$=M(()=>{B();be=(t,e)=>!t||!e?!1:t?.contains(e)?!0:be(t,e.getRootNode().host),We=(t,e)=>{if(!t)return null;let i=t.closest(e);return i||We(t.getRootNode().host,e)}});function ns(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-gesture-receiver-display, inline-block));
        box-sizing: border-box;
      }
    </style>
  `}function rs(t){var e;let i=t.getAttribute(L.MEDIA_CONTROLLER);return i?(e=t.getRootNode())==null?void 0:e.getElementById(i):We(t,"media-controller")}var vn,oe,os,$t,K,qe,xi,Fi=M(()=>{B();$();P();vn=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},oe=(t,e,i)=>(vn(t,e,"read from private field"),i?i.call(t):e.get(t)),os=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},$t=(t,e,i,o)=>(vn(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i);qe=class extends a.HTMLElement{constructor(){if(super(),os(this,K,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[L.MEDIA_CONTROLLER,l.MEDIA_PAUSED]}attributeChangedCallback(e,i,o){var n,r,s,d,u;e===L.MEDIA_CONTROLLER&&(i&&((r=(n=oe(this,K))==null?void 0:n.unassociateElement)==null||r.call(n,this),$t(this,K,null)),o&&this.isConnected&&($t(this,K,(s=this.getRootNode())==null?void 0:s.getElementById(o)),(u=(d=oe(this,K))==null?void 0:d.associateElement)==null||u.call(d,this)))}connectedCallback(){var e,i;this.tabIndex=-1,this.setAttribute("aria-hidden","true"),$t(this,K,rs(this)),this.getAttribute(L.MEDIA_CONTROLLER)&&((i=(e=oe(this,K))==null?void 0:e.associateElement)==null||i.call(e,this)),oe(this,K)&&(oe(this,K).addEventListener("pointerdown",this),oe(this,K).addEventListener("click",this),oe(this,K).hasAttribute("tabindex")||(oe(this,K).tabIndex=0))}disconnectedCallback(){var e,i,o,n;this.getAttribute(L.MEDIA_CONTROLLER)&&((i=(e=oe(this,K))==null?void 0:e.unassociateElement)==null||i.call(e,this)),(o=oe(this,K))==null||o.removeEventListener("pointerdown",this),(n=oe(this,K))==null||n.removeEventListener("click",this),$t(this,K,null)}handleEvent(e){var i;let o=(i=e.composedPath())==null?void 0:i[0];if(["video","media-controller"].includes(o?.localName)){if(e.type==="pointerdown")this._pointerType=e.pointerType;else if(e.type==="click"){let{clientX:r,clientY:s}=e,{left:d,top:u,width:y,height:T}=this.getBoundingClientRect(),_=r-d,E=s-u;if(_<0||E<0||_>y||E>T||y===0&&T===0)return;let h=this._pointerType||"mouse";if(this._pointerType=void 0,h===Ht.TOUCH){this.handleTap(e);return}else if(h===Ht.MOUSE||h===Ht.PEN){this.handleMouseClick(e);return}}}}get mediaPaused(){return S(this,l.MEDIA_PAUSED)}set mediaPaused(e){I(this,l.MEDIA_PAUSED,e)}handleTap(e){}handleMouseClick(e){let i=this.mediaPaused?m.MEDIA_PLAY_REQUEST:m.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new a.CustomEvent(i,{composed:!0,bubbles:!0}))}};K=new WeakMap;qe.shadowRootOptions={mode:"open"};qe.getTemplateHTML=ns;a.customElements.get("media-gesture-receiver")||a.customElements.define("media-gesture-receiver",qe);xi=qe});var fn,_n=M(()=>{fn={"Start airplay":"Start airplay","Stop airplay":"Stop airplay",Audio:"Audio",Captions:"Captions","Enable captions":"Enable captions","Disable captions":"Disable captions","Start casting":"Start casting","Stop casting":"Stop casting","Enter fullscreen mode":"Enter fullscreen mode","Exit fullscreen mode":"Exit fullscreen mode",Mute:"Mute",Unmute:"Unmute",Loop:"Loop","Enter picture in picture mode":"Enter picture in picture mode","Exit picture in picture mode":"Exit picture in picture mode",Play:"Play",Pause:"Pause","Playback rate":"Playback rate","Playback rate {playbackRate}":"Playback rate {playbackRate}",Quality:"Quality","Seek backward":"Seek backward","Seek forward":"Seek forward",Settings:"Settings",Auto:"Auto","audio player":"audio player","video player":"video player",volume:"volume",seek:"seek","closed captions":"closed captions","current playback rate":"current playback rate","playback time":"playback time","media loading":"media loading",settings:"settings","audio tracks":"audio tracks",quality:"quality",play:"play",pause:"pause",mute:"mute",unmute:"unmute","chapter: {chapterName}":"chapter: {chapterName}",live:"live",Off:"Off","start airplay":"start airplay","stop airplay":"stop airplay","start casting":"start casting","stop casting":"stop casting","enter fullscreen mode":"enter fullscreen mode","exit fullscreen mode":"exit fullscreen mode","enter picture in picture mode":"enter picture in picture mode","exit picture in picture mode":"exit picture in picture mode","seek to live":"seek to live","playing live":"playing live","seek back {seekOffset} seconds":"seek back {seekOffset} seconds","seek forward {seekOffset} seconds":"seek forward {seekOffset} seconds","Network Error":"Network Error","Decode Error":"Decode Error","Source Not Supported":"Source Not Supported","Encryption Error":"Encryption Error","A network error caused the media download to fail.":"A network error caused the media download to fail.","A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.":"A media error caused playback to be aborted. The media could be corrupt or your browser does not support this format.","An unsupported error occurred. The server or network failed, or your browser does not support this format.":"An unsupported error occurred. The server or network failed, or your browser does not support this format.","The media is encrypted and there are no keys to decrypt it.":"The media is encrypted and there are no keys to decrypt it.",hour:"hour",hours:"hours",minute:"minute",minutes:"minutes",second:"second",seconds:"seconds","{time} remaining":"{time} remaining","{currentTime} of {totalTime}":"{currentTime} of {totalTime}","video not loaded, unknown time.":"video not loaded, unknown time."}});var gn,ut,Ye,bn,ss,An,w,pe=M(()=>{_n();ut={en:fn},Ye=((gn=globalThis.navigator)==null?void 0:gn.language)||"en",bn=t=>{Ye=t},ss=t=>{var e,i,o;let[n]=Ye.split("-");return((e=ut[Ye])==null?void 0:e[t])||((i=ut[n])==null?void 0:i[t])||((o=ut.en)==null?void 0:o[t])||t},An=()=>{let[t]=Ye.split("-");return ut[Ye]?Ye:ut[t]?t:"en"},w=(t,e={})=>ss(t).replace(/\{(\w+)\}/g,(i,o)=>o in e?String(e[o]):`{${o}}`)});function as(t){return`
    <style>
      
      :host([${l.MEDIA_IS_FULLSCREEN}]) ::slotted([slot=media]) {
        outline: none;
      }

      :host {
        box-sizing: border-box;
        position: relative;
        display: inline-block;
        line-height: 0;
        background-color: var(--media-background-color, #000);
        overflow: hidden;
      }

      :host(:not([${v.AUDIO}])) [part~=layer]:not([part~=media-layer]) {
        position: absolute;
        top: 0;
        left: 0;
        bottom: 0;
        right: 0;
        display: flex;
        flex-flow: column nowrap;
        align-items: start;
        pointer-events: none;
        background: none;
      }

      slot[name=media] {
        display: var(--media-slot-display, contents);
      }

      
      :host([${v.AUDIO}]) slot[name=media] {
        display: var(--media-slot-display, none);
      }

      
      :host([${v.AUDIO}]) [part~=layer][part~=gesture-layer] {
        height: 0;
        display: block;
      }

      
      :host(:not([${v.AUDIO}])[${v.GESTURES_DISABLED}]) ::slotted([slot=gestures-chrome]),
          :host(:not([${v.AUDIO}])[${v.GESTURES_DISABLED}]) media-gesture-receiver[slot=gestures-chrome] {
        display: none;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not(media-loading-indicator):not([role=dialog]):not([hidden])) {
        pointer-events: auto;
      }

      :host(:not([${v.AUDIO}])) *[part~=layer][part~=centered-layer] {
        align-items: center;
        justify-content: center;
      }

      :host(:not([${v.AUDIO}])) ::slotted(media-gesture-receiver[slot=gestures-chrome]),
      :host(:not([${v.AUDIO}])) media-gesture-receiver[slot=gestures-chrome] {
        align-self: stretch;
        flex-grow: 1;
      }

      slot[name=middle-chrome] {
        display: inline;
        flex-grow: 1;
        pointer-events: none;
        background: none;
      }

      
      ::slotted([slot=media]),
      ::slotted([slot=poster]) {
        width: 100%;
        height: 100%;
      }

      
      :host(:not([${v.AUDIO}])) .spacer {
        flex-grow: 1;
      }

      
      :host(:-webkit-full-screen) {
        
        width: 100% !important;
        height: 100% !important;
      }

      
      ::slotted(:not([slot=media]):not([slot=poster]):not([${v.NO_AUTOHIDE}]):not([hidden]):not([role=dialog])) {
        opacity: 1;
        transition: var(--media-control-transition-in, opacity 0.25s);
      }

      
      :host([${v.USER_INACTIVE}]:not([${l.MEDIA_PAUSED}]):not([${l.MEDIA_IS_AIRPLAYING}]):not([${l.MEDIA_IS_CASTING}]):not([${v.AUDIO}])) ::slotted(:not([slot=media]):not([slot=poster]):not([${v.NO_AUTOHIDE}]):not([role=dialog])) {
        opacity: 0;
        transition: var(--media-control-transition-out, opacity 1s);
      }

      :host([${v.USER_INACTIVE}]:not([${v.NO_AUTOHIDE}]):not([${l.MEDIA_PAUSED}]):not([${l.MEDIA_IS_CASTING}]):not([${v.AUDIO}])) ::slotted([slot=media]) {
        cursor: none;
      }

      :host([${v.USER_INACTIVE}][${v.AUTOHIDE_OVER_CONTROLS}]:not([${v.NO_AUTOHIDE}]):not([${l.MEDIA_PAUSED}]):not([${l.MEDIA_IS_CASTING}]):not([${v.AUDIO}])) * {
        --media-cursor: none;
        cursor: none;
      }


      ::slotted(media-control-bar)  {
        align-self: stretch;
      }

      
      
      :host(:not([${v.AUDIO}])[${l.MEDIA_HAS_PLAYED}]) slot[name=poster],
      :host(:not([${v.AUDIO}])[${l.MEDIA_STREAM_TYPE}="${j.ON_DEMAND}"][${l.MEDIA_CURRENT_TIME}]:not([${l.MEDIA_CURRENT_TIME}="0"])) slot[name=poster] {
        display: none;
      }

      ::slotted([role=dialog]) {
        width: 100%;
        height: 100%;
        align-self: center;
      }

      ::slotted([role=menu]) {
        align-self: end;
      }
    </style>

    <slot name="media" part="layer media-layer"></slot>
    <slot name="poster" part="layer poster-layer"></slot>
    <slot name="gestures-chrome" part="layer gesture-layer">
      <media-gesture-receiver slot="gestures-chrome">
        <template shadowrootmode="${xi.shadowRootOptions.mode}">
          ${xi.getTemplateHTML({})}
        </template>
      </media-gesture-receiver>
    </slot>
    <span part="layer vertical-layer">
      <slot name="top-chrome" part="top chrome"></slot>
      <slot name="middle-chrome" part="middle chrome"></slot>
      <slot name="centered-chrome" part="layer centered-layer center centered chrome"></slot>
      
      <slot part="bottom chrome"></slot>
    </span>
    <slot name="dialog" part="layer dialog-layer"></slot>
  `}function cs(t){In(t.target,t.contentRect.width)}function In(t,e){var i;if(!t.isConnected)return;let o=(i=t.getAttribute(v.BREAKPOINTS))!=null?i:ds,n=us(o),r=hs(n,e),s=!1;if(Object.keys(n).forEach(d=>{if(r.includes(d)){t.hasAttribute(`breakpoint${d}`)||(t.setAttribute(`breakpoint${d}`,""),s=!0);return}t.hasAttribute(`breakpoint${d}`)&&(t.removeAttribute(`breakpoint${d}`),s=!0)}),s){let d=new CustomEvent(we.BREAKPOINTS_CHANGE,{detail:r});t.dispatchEvent(d)}t.breakpointsComputed||(t.breakpointsComputed=!0,t.dispatchEvent(new CustomEvent(we.BREAKPOINTS_COMPUTED,{bubbles:!0,composed:!0})))}function us(t){let e=t.split(/\s+/);return Object.fromEntries(e.map(i=>i.split(":")))}function hs(t,e){return Object.keys(t).filter(i=>e>=parseInt(t[i]))}var $i,N,Y,ne,re,ht,Gt,Qe,Ze,Xe,Hi,ze,Wt,Bi,Tn,Vi,Sn,mt,qt,Yt,Wi,Je,pt,Ae,Kt,v,ls,ds,De,yn=M(()=>{P();B();Oi();Fi();pe();$();Fi();$i=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},N=(t,e,i)=>($i(t,e,"read from private field"),i?i.call(t):e.get(t)),Y=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ne=(t,e,i,o)=>($i(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),re=(t,e,i)=>($i(t,e,"access private method"),i),v={AUDIO:"audio",AUTOHIDE:"autohide",BREAKPOINTS:"breakpoints",GESTURES_DISABLED:"gesturesdisabled",KEYBOARD_CONTROL:"keyboardcontrol",NO_AUTOHIDE:"noautohide",USER_INACTIVE:"userinactive",AUTOHIDE_OVER_CONTROLS:"autohideovercontrols"};ls=Object.values(l),ds="sm:384 md:576 lg:768 xl:960";De=class extends a.HTMLElement{constructor(){if(super(),Y(this,Bi),Y(this,Vi),Y(this,mt),Y(this,Yt),Y(this,Je),Y(this,ht,void 0),Y(this,Gt,0),Y(this,Qe,null),Y(this,Ze,null),Y(this,Xe,void 0),this.breakpointsComputed=!1,Y(this,Hi,e=>{let i=this.media;for(let o of e){if(o.type!=="childList")continue;let n=o.removedNodes;for(let r of n){if(r.slot!="media"||o.target!=this)continue;let s=o.previousSibling&&o.previousSibling.previousElementSibling;if(!s||!i)this.mediaUnsetCallback(r);else{let d=s.slot!=="media";for(;(s=s.previousSibling)!==null;)s.slot=="media"&&(d=!1);d&&this.mediaUnsetCallback(r)}}if(i)for(let r of o.addedNodes)r===i&&this.handleMediaUpdated(i)}}),Y(this,ze,!1),Y(this,Wt,e=>{N(this,ze)||(setTimeout(()=>{cs(e),ne(this,ze,!1)},0),ne(this,ze,!0))}),Y(this,Ae,void 0),Y(this,Kt,()=>{if(!N(this,Ae).assignedElements({flatten:!0}).length){N(this,Qe)&&this.mediaUnsetCallback(N(this,Qe));return}this.handleMediaUpdated(this.media)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}ne(this,ht,new MutationObserver(N(this,Hi)))}static get observedAttributes(){return[v.AUTOHIDE,v.GESTURES_DISABLED].concat(ls).filter(e=>![l.MEDIA_RENDITION_LIST,l.MEDIA_AUDIO_TRACK_LIST,l.MEDIA_CHAPTERS_CUES,l.MEDIA_WIDTH,l.MEDIA_HEIGHT,l.MEDIA_ERROR,l.MEDIA_ERROR_MESSAGE].includes(e))}attributeChangedCallback(e,i,o){e.toLowerCase()==v.AUTOHIDE&&(this.autohide=o)}get media(){let e=this.querySelector(":scope > [slot=media]");return e?.nodeName=="SLOT"&&(e=e.assignedElements({flatten:!0})[0]),e}async handleMediaUpdated(e){e&&(ne(this,Qe,e),e.localName.includes("-")&&await a.customElements.whenDefined(e.localName),this.mediaSetCallback(e))}connectedCallback(){var e;N(this,ht).observe(this,{childList:!0,subtree:!0}),Bt(this,N(this,Wt));let o=this.getAttribute(v.AUDIO)!=null?w("audio player"):w("video player");this.setAttribute("role","region"),this.setAttribute("aria-label",o),this.handleMediaUpdated(this.media),this.setAttribute(v.USER_INACTIVE,""),In(this,this.getBoundingClientRect().width);let n=this.querySelector(":scope > slot[slot=media]");n&&(ne(this,Ae,n),N(this,Ae).addEventListener("slotchange",N(this,Kt))),this.addEventListener("pointerdown",this),this.addEventListener("pointermove",this),this.addEventListener("pointerup",this),this.addEventListener("mouseleave",this),this.addEventListener("keyup",this),(e=a.window)==null||e.addEventListener("mouseup",this)}disconnectedCallback(){var e;Vt(this,N(this,Wt)),clearTimeout(N(this,Ze)),N(this,ht).disconnect(),this.media&&this.mediaUnsetCallback(this.media),(e=a.window)==null||e.removeEventListener("mouseup",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointermove",this),this.removeEventListener("pointerup",this),this.removeEventListener("mouseleave",this),this.removeEventListener("keyup",this),N(this,Ae)&&(N(this,Ae).removeEventListener("slotchange",N(this,Kt)),ne(this,Ae,null)),ne(this,ze,!1)}mediaSetCallback(e){}mediaUnsetCallback(e){ne(this,Qe,null)}handleEvent(e){switch(e.type){case"pointerdown":ne(this,Gt,e.timeStamp);break;case"pointermove":re(this,Bi,Tn).call(this,e);break;case"pointerup":re(this,Vi,Sn).call(this,e);break;case"mouseleave":re(this,mt,qt).call(this);break;case"mouseup":this.removeAttribute(v.KEYBOARD_CONTROL);break;case"keyup":re(this,Je,pt).call(this),this.setAttribute(v.KEYBOARD_CONTROL,"");break}}set autohide(e){let i=Number(e);ne(this,Xe,isNaN(i)?0:i)}get autohide(){return(N(this,Xe)===void 0?2:N(this,Xe)).toString()}get breakpoints(){return C(this,v.BREAKPOINTS)}set breakpoints(e){D(this,v.BREAKPOINTS,e)}get audio(){return S(this,v.AUDIO)}set audio(e){I(this,v.AUDIO,e)}get gesturesDisabled(){return S(this,v.GESTURES_DISABLED)}set gesturesDisabled(e){I(this,v.GESTURES_DISABLED,e)}get keyboardControl(){return S(this,v.KEYBOARD_CONTROL)}set keyboardControl(e){I(this,v.KEYBOARD_CONTROL,e)}get noAutohide(){return S(this,v.NO_AUTOHIDE)}set noAutohide(e){I(this,v.NO_AUTOHIDE,e)}get autohideOverControls(){return S(this,v.AUTOHIDE_OVER_CONTROLS)}set autohideOverControls(e){I(this,v.AUTOHIDE_OVER_CONTROLS,e)}get userInteractive(){return S(this,v.USER_INACTIVE)}set userInteractive(e){I(this,v.USER_INACTIVE,e)}};ht=new WeakMap;Gt=new WeakMap;Qe=new WeakMap;Ze=new WeakMap;Xe=new WeakMap;Hi=new WeakMap;ze=new WeakMap;Wt=new WeakMap;Bi=new WeakSet;Tn=function(t){if(t.pointerType!=="mouse"&&t.timeStamp-N(this,Gt)<250)return;re(this,Yt,Wi).call(this),clearTimeout(N(this,Ze));let e=this.hasAttribute(v.AUTOHIDE_OVER_CONTROLS);([this,this.media].includes(t.target)||e)&&re(this,Je,pt).call(this)};Vi=new WeakSet;Sn=function(t){if(t.pointerType==="touch"){let e=!this.hasAttribute(v.USER_INACTIVE);[this,this.media].includes(t.target)&&e?re(this,mt,qt).call(this):re(this,Je,pt).call(this)}else t.composedPath().some(e=>["media-play-button","media-fullscreen-button"].includes(e?.localName))&&re(this,Je,pt).call(this)};mt=new WeakSet;qt=function(){if(N(this,Xe)<0||this.hasAttribute(v.USER_INACTIVE))return;this.setAttribute(v.USER_INACTIVE,"");let t=new a.CustomEvent(we.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!0});this.dispatchEvent(t)};Yt=new WeakSet;Wi=function(){if(!this.hasAttribute(v.USER_INACTIVE))return;this.removeAttribute(v.USER_INACTIVE);let t=new a.CustomEvent(we.USER_INACTIVE_CHANGE,{composed:!0,bubbles:!0,detail:!1});this.dispatchEvent(t)};Je=new WeakSet;pt=function(){re(this,Yt,Wi).call(this),clearTimeout(N(this,Ze));let t=parseInt(this.autohide);t<0||ne(this,Ze,setTimeout(()=>{re(this,mt,qt).call(this)},t*1e3))};Ae=new WeakMap;Kt=new WeakMap;De.shadowRootOptions={mode:"open"};De.getTemplateHTML=as;a.customElements.get("media-container")||a.customElements.define("media-container",De)});function ms(t){return`
    <style>
      :host {
        font: var(--media-font,
          var(--media-font-weight, normal)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        display: var(--media-dialog-display, inline-flex);
        justify-content: center;
        align-items: center;
        
        transition-behavior: allow-discrete;
        visibility: hidden;
        opacity: 0;
        transform: translateY(2px) scale(.99);
        pointer-events: none;
      }

      :host([open]) {
        transition: display .2s, visibility 0s, opacity .2s ease-out, transform .15s ease-out;
        visibility: visible;
        opacity: 1;
        transform: translateY(0) scale(1);
        pointer-events: auto;
      }

      #content {
        display: flex;
        position: relative;
        box-sizing: border-box;
        width: min(320px, 100%);
        word-wrap: break-word;
        max-height: 100%;
        overflow: auto;
        text-align: center;
        line-height: 1.4;
      }
    </style>
    ${this.getSlotTemplateHTML(t)}
  `}function ps(t){return`
    <slot id="content"></slot>
  `}var Xi,Ce,Ee,Zi,Ue,zt,vt,Oe,Qt,Ki,Gi,kn,qi,Ln,Yi,Mn,Qi,Rn,zi,wn,Et,Te,Dn=M(()=>{P();$();Xi=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Ce=(t,e,i)=>(Xi(t,e,"read from private field"),i?i.call(t):e.get(t)),Ee=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Zi=(t,e,i,o)=>(Xi(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),Ue=(t,e,i)=>(Xi(t,e,"access private method"),i);Et={OPEN:"open",ANCHOR:"anchor"},Te=class extends a.HTMLElement{constructor(){super(),Ee(this,Qt),Ee(this,Gi),Ee(this,qi),Ee(this,Yi),Ee(this,Qi),Ee(this,zi),Ee(this,zt,!1),Ee(this,vt,null),Ee(this,Oe,null)}static get observedAttributes(){return[Et.OPEN,Et.ANCHOR]}get open(){return S(this,Et.OPEN)}set open(e){I(this,Et.OPEN,e)}handleEvent(e){switch(e.type){case"invoke":Ue(this,Yi,Mn).call(this,e);break;case"focusout":Ue(this,Qi,Rn).call(this,e);break;case"keydown":Ue(this,zi,wn).call(this,e);break}}connectedCallback(){Ue(this,Qt,Ki).call(this),this.role||(this.role="dialog"),this.addEventListener("invoke",this),this.addEventListener("focusout",this),this.addEventListener("keydown",this)}disconnectedCallback(){this.removeEventListener("invoke",this),this.removeEventListener("focusout",this),this.removeEventListener("keydown",this)}attributeChangedCallback(e,i,o){Ue(this,Qt,Ki).call(this),e===Et.OPEN&&o!==i&&(this.open?Ue(this,Gi,kn).call(this):Ue(this,qi,Ln).call(this))}focus(){Zi(this,vt,Pi());let e=!this.dispatchEvent(new Event("focus",{composed:!0,cancelable:!0})),i=!this.dispatchEvent(new Event("focusin",{composed:!0,bubbles:!0,cancelable:!0}));if(e||i)return;let o=this.querySelector('[autofocus], [tabindex]:not([tabindex="-1"]), [role="menu"]');o?.focus()}get keysUsed(){return["Escape","Tab"]}};zt=new WeakMap;vt=new WeakMap;Oe=new WeakMap;Qt=new WeakSet;Ki=function(){if(!Ce(this,zt)&&(Zi(this,zt,!0),!this.shadowRoot)){this.attachShadow(this.constructor.shadowRootOptions);let t=q(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(t),queueMicrotask(()=>{let{style:e}=Z(this.shadowRoot,":host");e.setProperty("transition","display .15s, visibility .15s, opacity .15s ease-in, transform .15s ease-in")})}};Gi=new WeakSet;kn=function(){var t;(t=Ce(this,Oe))==null||t.setAttribute("aria-expanded","true"),this.dispatchEvent(new Event("open",{composed:!0,bubbles:!0})),this.addEventListener("transitionend",()=>this.focus(),{once:!0})};qi=new WeakSet;Ln=function(){var t;(t=Ce(this,Oe))==null||t.setAttribute("aria-expanded","false"),this.dispatchEvent(new Event("close",{composed:!0,bubbles:!0}))};Yi=new WeakSet;Mn=function(t){Zi(this,Oe,t.relatedTarget),be(this,t.relatedTarget)||(this.open=!this.open)};Qi=new WeakSet;Rn=function(t){var e;be(this,t.relatedTarget)||((e=Ce(this,vt))==null||e.focus(),Ce(this,Oe)&&Ce(this,Oe)!==t.relatedTarget&&this.open&&(this.open=!1))};zi=new WeakSet;wn=function(t){var e,i,o,n,r;let{key:s,ctrlKey:d,altKey:u,metaKey:y}=t;d||u||y||this.keysUsed.includes(s)&&(t.preventDefault(),t.stopPropagation(),s==="Tab"?(t.shiftKey?(i=(e=this.previousElementSibling)==null?void 0:e.focus)==null||i.call(e):(n=(o=this.nextElementSibling)==null?void 0:o.focus)==null||n.call(o),this.blur()):s==="Escape"&&((r=Ce(this,vt))==null||r.focus(),this.open=!1))};Te.shadowRootOptions={mode:"open"};Te.getTemplateHTML=ms;Te.getSlotTemplateHTML=ps;a.customElements.get("media-chrome-dialog")||a.customElements.define("media-chrome-dialog",Te)});function Zt(t){return t===" "?"nospace":`no${t.toLowerCase()}`}function fs(t){let e=new Set(t?.split(/\s+/));return vs.map(({keys:i,description:o})=>({keys:i.filter(({key:n})=>!e.has(Zt(n))),description:o})).filter(({keys:i})=>i.length)}function _s(t){return`
    <style>
      :host {
        position: fixed;
        top: 0;
        left: 0;
        z-index: 9999;
        background: rgb(20 20 30 / .8);
        backdrop-filter: blur(10px);
      }

      #content {
        display: block;
        width: clamp(400px, 40vw, 700px);
        max-width: 90vw;
        text-align: left;
      }

      h2 {
        margin: 0 0 1.5rem 0;
        font-size: 1.5rem;
        font-weight: 500;
        text-align: center;
      }

      .shortcuts-table {
        width: 100%;
        border-collapse: collapse;
      }

      .shortcuts-table tr {
        border-bottom: 1px solid rgba(255, 255, 255, 0.1);
      }

      .shortcuts-table tr:last-child {
        border-bottom: none;
      }

      .shortcuts-table td {
        padding: 0.75rem 0.5rem;
      }

      .shortcuts-table td:first-child {
        text-align: right;
        padding-right: 1rem;
        width: 40%;
        min-width: 120px;
      }

      .shortcuts-table td:last-child {
        padding-left: 1rem;
      }

      .key {
        display: inline-block;
        background: rgba(255, 255, 255, 0.15);
        border: 1px solid rgba(255, 255, 255, 0.2);
        border-radius: 4px;
        padding: 0.25rem 0.5rem;
        font-family: 'Courier New', monospace;
        font-size: 0.9rem;
        font-weight: 500;
        min-width: 1.5rem;
        text-align: center;
        margin: 0 0.2rem;
      }

      .description {
        color: rgba(255, 255, 255, 0.9);
        font-size: 0.95rem;
      }

      .key-combo {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 0.3rem;
      }

      .key-separator {
        color: rgba(255, 255, 255, 0.5);
        font-size: 0.9rem;
      }
    </style>
    <slot id="content">
      ${Cn(t[ft.HOTKEYS])}
    </slot>
  `}function Cn(t){return`
    <h2>Keyboard Shortcuts</h2>
    <table class="shortcuts-table">${fs(t).map(({keys:i,description:o})=>`
        <tr>
          <td>
            <div class="key-combo">${i.map(({key:r,label:s=r},d)=>d>0?`<span class="key-separator">or</span><span class="key">${s}</span>`:`<span class="key">${s}</span>`).join("")}</div>
          </td>
          <td class="description">${o}</td>
        </tr>
      `).join("")}</table>
  `}var Es,Se,Un,je,et,ft,vs,Xt,On=M(()=>{P();Dn();$();Es=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Se=(t,e,i)=>(Es(t,e,"read from private field"),i?i.call(t):e.get(t)),Un=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},ft={HOTKEYS:"hotkeys"},vs=[{keys:[{key:" ",label:"Space"},{key:"k"}],description:"Toggle Playback"},{keys:[{key:"m"}],description:"Toggle mute"},{keys:[{key:"f"}],description:"Toggle fullscreen"},{keys:[{key:"c"}],description:"Toggle captions or subtitles, if available"},{keys:[{key:"p"}],description:"Toggle Picture in Picture"},{keys:[{key:"ArrowLeft",label:"\u2190"},{key:"j"}],description:"Seek back 10s"},{keys:[{key:"ArrowRight",label:"\u2192"},{key:"l"}],description:"Seek forward 10s"},{keys:[{key:"ArrowUp",label:"\u2191"}],description:"Turn volume up"},{keys:[{key:"ArrowDown",label:"\u2193"}],description:"Turn volume down"},{keys:[{key:"<",label:"< (SHIFT+,)"}],description:"Decrease playback rate"},{keys:[{key:">",label:"> (SHIFT+.)"}],description:"Increase playback rate"},{keys:[{key:"shift+/",label:"SHIFT+/"}],description:"Show keyboard shortcuts"}];Xt=class extends Te{constructor(){super(...arguments),Un(this,je,e=>{var i;if(!this.open)return;let o=(i=this.shadowRoot)==null?void 0:i.querySelector("#content");if(!o)return;let n=e.composedPath(),r=n[0]===this||n.includes(this),s=n.includes(o);r&&!s&&(this.open=!1)}),Un(this,et,e=>{if(!this.open)return;let i=e.shiftKey&&(e.key==="/"||e.key==="?");(e.key==="Escape"||i)&&!e.ctrlKey&&!e.altKey&&!e.metaKey&&(this.open=!1,e.preventDefault(),e.stopPropagation())})}static get observedAttributes(){return[...super.observedAttributes,ft.HOTKEYS]}get hotkeys(){var e;return(e=C(this,ft.HOTKEYS))!=null?e:void 0}set hotkeys(e){D(this,ft.HOTKEYS,e)}connectedCallback(){super.connectedCallback(),this.open&&(this.addEventListener("click",Se(this,je)),document.addEventListener("keydown",Se(this,et)))}disconnectedCallback(){this.removeEventListener("click",Se(this,je)),document.removeEventListener("keydown",Se(this,et))}attributeChangedCallback(e,i,o){var n;if(super.attributeChangedCallback(e,i,o),e==="open")this.open?(this.addEventListener("click",Se(this,je)),document.addEventListener("keydown",Se(this,et))):(this.removeEventListener("click",Se(this,je)),document.removeEventListener("keydown",Se(this,et)));else if(e===ft.HOTKEYS&&o!==i){let r=(n=this.shadowRoot)==null?void 0:n.querySelector("#content");r&&(r.innerHTML=Cn(o))}}};je=new WeakMap;et=new WeakMap;Xt.getSlotTemplateHTML=_s;a.customElements.get("media-keyboard-shortcuts-dialog")||a.customElements.define("media-keyboard-shortcuts-dialog",Xt)});var Pn,W,_t,Jt,tt,it,jt,Pe,ve,Ie,ei,Nn=M(()=>{Pn=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},W=(t,e,i)=>(Pn(t,e,"read from private field"),i?i.call(t):e.get(t)),_t=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Jt=(t,e,i,o)=>(Pn(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),ei=class{constructor(e,i,{defaultValue:o}={defaultValue:void 0}){_t(this,ve),_t(this,tt,void 0),_t(this,it,void 0),_t(this,jt,void 0),_t(this,Pe,new Set),Jt(this,tt,e),Jt(this,it,i),Jt(this,jt,new Set(o))}[Symbol.iterator](){return W(this,ve,Ie).values()}get length(){return W(this,ve,Ie).size}get value(){var e;return(e=[...W(this,ve,Ie)].join(" "))!=null?e:""}set value(e){var i;e!==this.value&&(Jt(this,Pe,new Set),this.add(...(i=e?.split(" "))!=null?i:[]))}toString(){return this.value}item(e){return[...W(this,ve,Ie)][e]}values(){return W(this,ve,Ie).values()}forEach(e,i){W(this,ve,Ie).forEach(e,i)}add(...e){var i,o;e.forEach(n=>W(this,Pe).add(n)),!(this.value===""&&!((i=W(this,tt))!=null&&i.hasAttribute(`${W(this,it)}`)))&&((o=W(this,tt))==null||o.setAttribute(`${W(this,it)}`,`${this.value}`))}remove(...e){var i;e.forEach(o=>W(this,Pe).delete(o)),(i=W(this,tt))==null||i.setAttribute(`${W(this,it)}`,`${this.value}`)}contains(e){return W(this,ve,Ie).has(e)}toggle(e,i){return typeof i<"u"?i?(this.add(e),!0):(this.remove(e),!1):this.contains(e)?(this.remove(e),!1):(this.add(e),!0)}replace(e,i){return this.remove(e),this.add(i),e===i}};tt=new WeakMap;it=new WeakMap;jt=new WeakMap;Pe=new WeakMap;ve=new WeakSet;Ie=function(){return W(this,Pe).size?W(this,Pe):W(this,jt)}});function xn(t){return t?.map(gs).join(" ")}function gs(t){if(t){let{id:e,width:i,height:o}=t;return[e,i,o].filter(n=>n!=null).join(":")}}function Fn(t){return t?.map(bs).join(" ")}function bs(t){if(t){let{id:e,kind:i,language:o,label:n}=t;return[e,i,o,n].filter(r=>r!=null).join(":")}}function Hn(t){return typeof t=="number"&&!Number.isNaN(t)&&Number.isFinite(t)}var ti,ii=M(()=>{ti=t=>new Promise(e=>setTimeout(e,t))});var As,Bn,Ts,Ji,Ss,ji,Is,Vn,Ne,xe,gt=M(()=>{B();As=(t="")=>t.split(/\s+/),Bn=(t="")=>{let[e,i,o]=t.split(":"),n=o?decodeURIComponent(o):void 0;return{kind:e==="cc"?z.CAPTIONS:z.SUBTITLES,language:i,label:n}},Ts=(t="",e={})=>As(t).map(i=>{let o=Bn(i);return{...e,...o}}),Ji=t=>t?Array.isArray(t)?t.map(e=>typeof e=="string"?Bn(e):e):typeof t=="string"?Ts(t):[t]:[],Ss=({kind:t,label:e,language:i}={kind:"subtitles"})=>e?`${t==="captions"?"cc":"sb"}:${i}:${encodeURIComponent(e)}`:i,ji=(t=[])=>Array.prototype.map.call(t,Ss).join(" "),Is=(t,e)=>i=>i[t]===e,Vn=t=>{let e=Object.entries(t).map(([i,o])=>Is(i,o));return i=>e.every(o=>o(i))},Ne=(t,e=[],i=[])=>{let o=Ji(i).map(Vn),n=r=>o.some(s=>s(r));Array.from(e).filter(n).forEach(r=>{r.mode=t})},xe=(t,e=()=>!0)=>{if(!t?.textTracks)return[];let i=typeof e=="function"?e:Vn(e);return Array.from(t.textTracks).filter(i)}});var Wn,$n,Kn,bt,ys,Gn,ks,qn,eo=M(()=>{B();$();P();Wn=t=>{var e;let{media:i,fullscreenElement:o}=t;try{let n=o&&"requestFullscreen"in o?"requestFullscreen":o&&"webkitRequestFullScreen"in o?"webkitRequestFullScreen":void 0;if(n){let r=(e=o[n])==null?void 0:e.call(o);if(r instanceof Promise)return r.catch(()=>{})}else i?.webkitEnterFullscreen?i.webkitEnterFullscreen():i?.requestFullscreen&&i.requestFullscreen()}catch(n){console.error(n)}},$n="exitFullscreen"in F?"exitFullscreen":"webkitExitFullscreen"in F?"webkitExitFullscreen":"webkitCancelFullScreen"in F?"webkitCancelFullScreen":void 0,Kn=t=>{var e;let{documentElement:i}=t;if($n){let o=(e=i?.[$n])==null?void 0:e.call(i);if(o instanceof Promise)return o.catch(()=>{})}},bt="fullscreenElement"in F?"fullscreenElement":"webkitFullscreenElement"in F?"webkitFullscreenElement":void 0,ys=t=>{let{documentElement:e,media:i}=t,o=e?.[bt];return!o&&"webkitDisplayingFullscreen"in i&&"webkitPresentationMode"in i&&i.webkitDisplayingFullscreen&&i.webkitPresentationMode===cn.FULLSCREEN?i:o},Gn=t=>{var e;let{media:i,documentElement:o,fullscreenElement:n=i}=t;if(!i||!o)return!1;let r=ys(t);if(!r)return!1;if(r===n||r===i)return!0;if(r.localName.includes("-")){let s=r.shadowRoot;if(!(bt in s))return be(r,n);for(;s?.[bt];){if(s[bt]===n)return!0;s=(e=s[bt])==null?void 0:e.shadowRoot}}return!1},ks="fullscreenEnabled"in F?"fullscreenEnabled":"webkitFullscreenEnabled"in F?"webkitFullscreenEnabled":void 0,qn=t=>{let{documentElement:e,media:i}=t;return!!e?.[ks]||i&&"webkitSupportsFullscreen"in i}});var oi,to,Yn,Ls,Ms,Rs,io,oo,Qn,zn,Xn,Zn,Jn=M(()=>{P();ii();eo();to=()=>{var t,e;return oi||(oi=(e=(t=F)==null?void 0:t.createElement)==null?void 0:e.call(t,"video"),oi)},Yn=async(t=to())=>{if(!t)return!1;let e=t.volume;t.volume=e/2+.1;let i=new AbortController,o=await Promise.race([Ls(t,i.signal),Ms(t,e)]);return i.abort(),o},Ls=(t,e)=>new Promise(i=>{t.addEventListener("volumechange",()=>i(!0),{signal:e})}),Ms=async(t,e)=>{for(let i=0;i<10;i++){if(t.volume===e)return!1;await ti(10)}return t.volume!==e},Rs=/.*Version\/.*Safari\/.*/.test(a.navigator.userAgent),io=(t=to())=>a.matchMedia("(display-mode: standalone)").matches&&Rs?!1:typeof t?.requestPictureInPicture=="function",oo=(t=to())=>qn({documentElement:F,media:t}),Qn=oo(),zn=io(),Xn=!!a.WebKitPlaybackTargetAvailabilityEvent,Zn=!!a.chrome});var ot,no,ni,ri,ws,si=M(()=>{B();gt();P();ot=t=>xe(t.media,e=>[z.SUBTITLES,z.CAPTIONS].includes(e.kind)).sort((e,i)=>e.kind>=i.kind?1:-1),no=t=>xe(t.media,e=>e.mode===ge.SHOWING&&[z.SUBTITLES,z.CAPTIONS].includes(e.kind)),ni=(t,e)=>{let i=ot(t),o=no(t),n=!!o.length;if(i.length){if(e===!1||n&&e!==!0)Ne(ge.DISABLED,i,o);else if(e===!0||!n&&e!==!1){let r=i[0],{options:s}=t;if(!s?.noSubtitlesLangPref){let T=a.localStorage.getItem("media-chrome-pref-subtitles-lang"),_=T?[T,...a.navigator.languages]:a.navigator.languages,E=i.filter(h=>_.some(g=>h.language.toLowerCase().startsWith(g.split("-")[0]))).sort((h,g)=>{let f=_.findIndex(b=>h.language.toLowerCase().startsWith(b.split("-")[0])),k=_.findIndex(b=>g.language.toLowerCase().startsWith(b.split("-")[0]));return f-k});E[0]&&(r=E[0])}let{language:d,label:u,kind:y}=r;Ne(ge.DISABLED,i,o),Ne(ge.SHOWING,i,[{language:d,label:u,kind:y}])}}},ri=(t,e)=>t===e?!0:t==null||e==null||typeof t!=typeof e?!1:typeof t=="number"&&Number.isNaN(t)&&Number.isNaN(e)?!0:typeof t!="object"?!1:Array.isArray(t)?ws(t,e):Object.entries(t).every(([i,o])=>i in e&&ri(o,e[i])),ws=(t,e)=>{let i=Array.isArray(t),o=Array.isArray(e);return i!==o?!1:i||o?t.length!==e.length?!1:t.every((n,r)=>ri(n,e[r])):!0}});var Ds,ai,Us,jn,Cs,Os,nt,er=M(()=>{P();B();$();eo();Jn();si();gt();ii();Ds=Object.values(j),Us=Yn().then(t=>(ai=t,ai)),jn=async(...t)=>{await Promise.all(t.filter(e=>e).map(async e=>{if(!("localName"in e&&e instanceof a.HTMLElement))return;let i=e.localName;if(!i.includes("-"))return;let o=a.customElements.get(i);o&&e instanceof o||(await a.customElements.whenDefined(i),a.customElements.upgrade(e))}))},Cs=new a.DOMParser,Os=t=>t&&(Cs.parseFromString(t,"text/html").body.textContent||t),nt={mediaError:{get(t,e){let{media:i}=t;if(e?.type!=="playing")return i?.error},mediaEvents:["emptied","error","playing"]},mediaErrorCode:{get(t,e){var i;let{media:o}=t;if(e?.type!=="playing")return(i=o?.error)==null?void 0:i.code},mediaEvents:["emptied","error","playing"]},mediaErrorMessage:{get(t,e){var i,o;let{media:n}=t;if(e?.type!=="playing")return(o=(i=n?.error)==null?void 0:i.message)!=null?o:""},mediaEvents:["emptied","error","playing"]},mediaWidth:{get(t){var e;let{media:i}=t;return(e=i?.videoWidth)!=null?e:0},mediaEvents:["resize"]},mediaHeight:{get(t){var e;let{media:i}=t;return(e=i?.videoHeight)!=null?e:0},mediaEvents:["resize"]},mediaPaused:{get(t){var e;let{media:i}=t;return(e=i?.paused)!=null?e:!0},set(t,e){var i;let{media:o}=e;o&&(t?o.pause():(i=o.play())==null||i.catch(()=>{}))},mediaEvents:["play","playing","pause","emptied"]},mediaHasPlayed:{get(t,e){let{media:i}=t;return i?e?e.type==="playing":!i.paused:!1},mediaEvents:["playing","emptied"]},mediaEnded:{get(t){var e;let{media:i}=t;return(e=i?.ended)!=null?e:!1},mediaEvents:["seeked","ended","emptied"]},mediaPlaybackRate:{get(t){var e;let{media:i}=t;return(e=i?.playbackRate)!=null?e:1},set(t,e){let{media:i}=e;i&&Number.isFinite(+t)&&(i.playbackRate=+t)},mediaEvents:["ratechange","loadstart"]},mediaMuted:{get(t){var e;let{media:i}=t;return(e=i?.muted)!=null?e:!1},set(t,e){let{media:i,options:{noMutedPref:o}={}}=e;if(i){i.muted=t;try{let n=a.localStorage.getItem("media-chrome-pref-muted")!==null,r=i.hasAttribute("muted");if(o){n&&a.localStorage.removeItem("media-chrome-pref-muted");return}if(r&&!n)return;a.localStorage.setItem("media-chrome-pref-muted",t?"true":"false")}catch(n){console.debug("Error setting muted pref",n)}}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noMutedPref:i}}=e,{media:o}=e;if(!(!o||o.muted||i))try{let n=a.localStorage.getItem("media-chrome-pref-muted")==="true";nt.mediaMuted.set(n,e),t(n)}catch(n){console.debug("Error getting muted pref",n)}}]},mediaLoop:{get(t){let{media:e}=t;return e?.loop},set(t,e){let{media:i}=e;i&&(i.loop=t)},mediaEvents:["medialooprequest"]},mediaVolume:{get(t){var e;let{media:i}=t;return(e=i?.volume)!=null?e:1},set(t,e){let{media:i,options:{noVolumePref:o}={}}=e;if(i){try{t==null?a.localStorage.removeItem("media-chrome-pref-volume"):!i.hasAttribute("muted")&&!o&&a.localStorage.setItem("media-chrome-pref-volume",t.toString())}catch(n){console.debug("Error setting volume pref",n)}Number.isFinite(+t)&&(i.volume=+t)}},mediaEvents:["volumechange"],stateOwnersUpdateHandlers:[(t,e)=>{let{options:{noVolumePref:i}}=e;if(!i)try{let{media:o}=e;if(!o)return;let n=a.localStorage.getItem("media-chrome-pref-volume");if(n==null)return;nt.mediaVolume.set(+n,e),t(+n)}catch(o){console.debug("Error getting volume pref",o)}}]},mediaVolumeLevel:{get(t){let{media:e}=t;return typeof e?.volume>"u"?"high":e.muted||e.volume===0?"off":e.volume<.5?"low":e.volume<.75?"medium":"high"},mediaEvents:["volumechange"]},mediaCurrentTime:{get(t){var e;let{media:i}=t;return(e=i?.currentTime)!=null?e:0},set(t,e){let{media:i}=e;!i||!Hn(t)||(i.currentTime=t)},mediaEvents:["timeupdate","loadedmetadata","seeking"]},mediaDuration:{get(t){let{media:e,options:{defaultDuration:i}={}}=t;return i&&(!e||!e.duration||Number.isNaN(e.duration)||!Number.isFinite(e.duration))?i:Number.isFinite(e?.duration)?e.duration:Number.NaN},mediaEvents:["durationchange","loadedmetadata","emptied"]},mediaLoading:{get(t){let{media:e}=t;return e?.readyState<3},mediaEvents:["waiting","playing","emptied"]},mediaSeekable:{get(t){var e;let{media:i}=t;if(!((e=i?.seekable)!=null&&e.length))return;let o=i.seekable.start(0),n=i.seekable.end(i.seekable.length-1);if(!(!o&&!n))return[Number(o.toFixed(3)),Number(n.toFixed(3))]},mediaEvents:["loadedmetadata","emptied","progress","seekablechange"]},mediaBuffered:{get(t){var e;let{media:i}=t,o=(e=i?.buffered)!=null?e:[];return Array.from(o).map((n,r)=>[Number(o.start(r).toFixed(3)),Number(o.end(r).toFixed(3))])},mediaEvents:["progress","emptied"]},mediaStreamType:{get(t){let{media:e,options:{defaultStreamType:i}={}}=t,o=[j.LIVE,j.ON_DEMAND].includes(i)?i:void 0;if(!e)return o;let{streamType:n}=e;if(Ds.includes(n))return n===j.UNKNOWN?o:n;let r=e.duration;return r===1/0?j.LIVE:Number.isFinite(r)?j.ON_DEMAND:o},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange"]},mediaTargetLiveWindow:{get(t){let{media:e}=t;if(!e)return Number.NaN;let{targetLiveWindow:i}=e,o=nt.mediaStreamType.get(t);return(i==null||Number.isNaN(i))&&o===j.LIVE?0:i},mediaEvents:["emptied","durationchange","loadedmetadata","streamtypechange","targetlivewindowchange"]},mediaTimeIsLive:{get(t){let{media:e,options:{liveEdgeOffset:i=10}={}}=t;if(!e)return!1;if(typeof e.liveEdgeStart=="number")return Number.isNaN(e.liveEdgeStart)?!1:e.currentTime>=e.liveEdgeStart;if(!(nt.mediaStreamType.get(t)===j.LIVE))return!1;let n=e.seekable;if(!n)return!0;if(!n.length)return!1;let r=n.end(n.length-1)-i;return e.currentTime>=r},mediaEvents:["playing","timeupdate","progress","waiting","emptied"]},mediaSubtitlesList:{get(t){return ot(t).map(({kind:e,label:i,language:o})=>({kind:e,label:i,language:o}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack"]},mediaSubtitlesShowing:{get(t){return no(t).map(({kind:e,label:i,language:o})=>({kind:e,label:i,language:o}))},mediaEvents:["loadstart"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i,o;let{media:n,options:r}=e;if(!n)return;let s=d=>{var u;!r.defaultSubtitles||d&&![z.CAPTIONS,z.SUBTITLES].includes((u=d?.track)==null?void 0:u.kind)||ni(e,!0)};return n.addEventListener("loadstart",s),(i=n.textTracks)==null||i.addEventListener("addtrack",s),(o=n.textTracks)==null||o.addEventListener("removetrack",s),()=>{var d,u;n.removeEventListener("loadstart",s),(d=n.textTracks)==null||d.removeEventListener("addtrack",s),(u=n.textTracks)==null||u.removeEventListener("removetrack",s)}}]},mediaChaptersCues:{get(t){var e;let{media:i}=t;if(!i)return[];let[o]=xe(i,{kind:z.CHAPTERS});return Array.from((e=o?.cues)!=null?e:[]).map(({text:n,startTime:r,endTime:s})=>({text:Os(n),startTime:r,endTime:s}))},mediaEvents:["loadstart","loadedmetadata"],textTracksEvents:["addtrack","removetrack","change"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:o}=e;if(!o)return;let n=o.querySelector('track[kind="chapters"][default][src]'),r=(i=o.shadowRoot)==null?void 0:i.querySelector(':is(video,audio) > track[kind="chapters"][default][src]');return n?.addEventListener("load",t),r?.addEventListener("load",t),()=>{n?.removeEventListener("load",t),r?.removeEventListener("load",t)}}]},mediaIsPip:{get(t){var e,i;let{media:o,documentElement:n}=t;if(!o||!n||!n.pictureInPictureElement)return!1;if(n.pictureInPictureElement===o)return!0;if(n.pictureInPictureElement instanceof HTMLMediaElement)return(e=o.localName)!=null&&e.includes("-")?be(o,n.pictureInPictureElement):!1;if(n.pictureInPictureElement.localName.includes("-")){let r=n.pictureInPictureElement.shadowRoot;for(;r?.pictureInPictureElement;){if(r.pictureInPictureElement===o)return!0;r=(i=r.pictureInPictureElement)==null?void 0:i.shadowRoot}}return!1},set(t,e){let{media:i}=e;if(i)if(t){if(!F.pictureInPictureEnabled){console.warn("MediaChrome: Picture-in-picture is not enabled");return}if(!i.requestPictureInPicture){console.warn("MediaChrome: The current media does not support picture-in-picture");return}let o=()=>{console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a readyState > 0.")};i.requestPictureInPicture().catch(n=>{if(n.code===11){if(!i.src){console.warn("MediaChrome: The media is not ready for picture-in-picture. It must have a src set.");return}if(i.readyState===0&&i.preload==="none"){let r=()=>{i.removeEventListener("loadedmetadata",s),i.preload="none"},s=()=>{i.requestPictureInPicture().catch(o),r()};i.addEventListener("loadedmetadata",s),i.preload="metadata",setTimeout(()=>{i.readyState===0&&o(),r()},1e3)}else throw n}else throw n})}else F.pictureInPictureElement&&F.exitPictureInPicture()},mediaEvents:["enterpictureinpicture","leavepictureinpicture"]},mediaRenditionList:{get(t){var e;let{media:i}=t;return[...(e=i?.videoRenditions)!=null?e:[]].map(o=>({...o}))},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaRenditionSelected:{get(t){var e,i,o;let{media:n}=t;return(o=(i=n?.videoRenditions)==null?void 0:i[(e=n.videoRenditions)==null?void 0:e.selectedIndex])==null?void 0:o.id},set(t,e){let{media:i}=e;if(!i?.videoRenditions){console.warn("MediaController: Rendition selection not supported by this media.");return}let o=t,n=Array.prototype.findIndex.call(i.videoRenditions,r=>r.id==o);i.videoRenditions.selectedIndex!=n&&(i.videoRenditions.selectedIndex=n)},mediaEvents:["emptied"],videoRenditionsEvents:["addrendition","removerendition","change"]},mediaAudioTrackList:{get(t){var e;let{media:i}=t;return[...(e=i?.audioTracks)!=null?e:[]]},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaAudioTrackEnabled:{get(t){var e,i;let{media:o}=t;return(i=[...(e=o?.audioTracks)!=null?e:[]].find(n=>n.enabled))==null?void 0:i.id},set(t,e){let{media:i}=e;if(!i?.audioTracks){console.warn("MediaChrome: Audio track selection not supported by this media.");return}let o=t;for(let n of i.audioTracks)n.enabled=o==n.id},mediaEvents:["emptied"],audioTracksEvents:["addtrack","removetrack","change"]},mediaIsFullscreen:{get(t){return Gn(t)},set(t,e,i){var o,n;t?(Wn(e),i.detail&&!((o=e.media)!=null&&o.inert)&&((n=e.media)==null||n.focus())):Kn(e)},rootEvents:["fullscreenchange","webkitfullscreenchange"],mediaEvents:["webkitbeginfullscreen","webkitendfullscreen","webkitpresentationmodechanged"]},mediaIsCasting:{get(t){var e;let{media:i}=t;return!i?.remote||((e=i.remote)==null?void 0:e.state)==="disconnected"?!1:i.remote.state==="connected"},set(t,e){var i,o;let{media:n}=e;if(n&&!(t&&((i=n.remote)==null?void 0:i.state)!=="disconnected")&&!(!t&&((o=n.remote)==null?void 0:o.state)!=="connected")){if(typeof n.remote.prompt!="function"){console.warn("MediaChrome: Casting is not supported in this environment");return}n.remote.prompt().catch(()=>{})}},remoteEvents:["connect","connecting","disconnect"]},mediaIsAirplaying:{get(){return!1},set(t,e){let{media:i}=e;if(i){if(!(i.webkitShowPlaybackTargetPicker&&a.WebKitPlaybackTargetAvailabilityEvent)){console.error("MediaChrome: received a request to select AirPlay but AirPlay is not supported in this environment");return}i.webkitShowPlaybackTargetPicker()}},mediaEvents:["webkitcurrentplaybacktargetiswirelesschanged"]},mediaFullscreenUnavailable:{get(t){let{media:e}=t;if(!Qn||!oo(e))return X.UNSUPPORTED}},mediaPipUnavailable:{get(t){let{media:e}=t;if(!zn||!io(e))return X.UNSUPPORTED;if(e?.disablePictureInPicture)return X.UNAVAILABLE}},mediaVolumeUnavailable:{get(t){let{media:e}=t;if(ai===!1||e?.volume==null)return X.UNSUPPORTED},stateOwnersUpdateHandlers:[t=>{ai==null&&Us.then(e=>t(e?void 0:X.UNSUPPORTED))}]},mediaCastUnavailable:{get(t,{availability:e="not-available"}={}){var i;let{media:o}=t;if(!Zn||!((i=o?.remote)!=null&&i.state))return X.UNSUPPORTED;if(!(e==null||e==="available"))return X.UNAVAILABLE},stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:o}=e;return o?(o.disableRemotePlayback||o.hasAttribute("disableremoteplayback")||(i=o?.remote)==null||i.watchAvailability(r=>{t({availability:r?"available":"not-available"})}).catch(r=>{r.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var r;(r=o?.remote)==null||r.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaAirplayUnavailable:{get(t,e){if(!Xn)return X.UNSUPPORTED;if(e?.availability==="not-available")return X.UNAVAILABLE},mediaEvents:["webkitplaybacktargetavailabilitychanged"],stateOwnersUpdateHandlers:[(t,e)=>{var i;let{media:o}=e;return o?(o.disableRemotePlayback||o.hasAttribute("disableremoteplayback")||(i=o?.remote)==null||i.watchAvailability(r=>{t({availability:r?"available":"not-available"})}).catch(r=>{r.name==="NotSupportedError"?t({availability:null}):t({availability:"not-available"})}),()=>{var r;(r=o?.remote)==null||r.cancelWatchAvailability().catch(()=>{})}):void 0}]},mediaRenditionUnavailable:{get(t){var e;let{media:i}=t;if(!i?.videoRenditions)return X.UNSUPPORTED;if(!((e=i.videoRenditions)!=null&&e.length))return X.UNAVAILABLE},mediaEvents:["emptied","loadstart"],videoRenditionsEvents:["addrendition","removerendition"]},mediaAudioTrackUnavailable:{get(t){var e,i;let{media:o}=t;if(!o?.audioTracks)return X.UNSUPPORTED;if(((i=(e=o.audioTracks)==null?void 0:e.length)!=null?i:0)<=1)return X.UNAVAILABLE},mediaEvents:["emptied","loadstart"],audioTracksEvents:["addtrack","removetrack"]},mediaLang:{get(t){let{options:{mediaLang:e}={}}=t;return e??"en"}}}});var tr,ir=M(()=>{P();B();gt();si();tr={[m.MEDIA_PREVIEW_REQUEST](t,e,{detail:i}){var o,n,r;let{media:s}=e,d=i??void 0,u,y;if(s&&d!=null){let[h]=xe(s,{kind:z.METADATA,label:"thumbnails"}),g=Array.prototype.find.call((o=h?.cues)!=null?o:[],(f,k,b)=>k===0?f.endTime>d:k===b.length-1?f.startTime<=d:f.startTime<=d&&f.endTime>d);if(g){let f=/'^(?:[a-z]+:)?\/\//i.test(g.text)||(n=s?.querySelector('track[label="thumbnails"]'))==null?void 0:n.src,k=new URL(g.text,f);y=new URLSearchParams(k.hash).get("#xywh").split(",").map(_e=>+_e),u=k.href}}let T=t.mediaDuration.get(e),E=(r=t.mediaChaptersCues.get(e).find((h,g,f)=>g===f.length-1&&T===h.endTime?h.startTime<=d&&h.endTime>=d:h.startTime<=d&&h.endTime>d))==null?void 0:r.text;return i!=null&&E==null&&(E=""),{mediaPreviewTime:d,mediaPreviewImage:u,mediaPreviewCoords:y,mediaPreviewChapter:E}},[m.MEDIA_PAUSE_REQUEST](t,e){t["mediaPaused"].set(!0,e)},[m.MEDIA_PLAY_REQUEST](t,e){var i,o,n,r;let s="mediaPaused",u=t.mediaStreamType.get(e)===j.LIVE,y=!((i=e.options)!=null&&i.noAutoSeekToLive),T=t.mediaTargetLiveWindow.get(e)>0;if(u&&y&&!T){let _=(o=t.mediaSeekable.get(e))==null?void 0:o[1];if(_){let E=(r=(n=e.options)==null?void 0:n.seekToLiveOffset)!=null?r:0,h=_-E;t.mediaCurrentTime.set(h,e)}}t[s].set(!1,e)},[m.MEDIA_PLAYBACK_RATE_REQUEST](t,e,{detail:i}){let o="mediaPlaybackRate",n=i;t[o].set(n,e)},[m.MEDIA_MUTE_REQUEST](t,e){t["mediaMuted"].set(!0,e)},[m.MEDIA_UNMUTE_REQUEST](t,e){let i="mediaMuted";t.mediaVolume.get(e)||t.mediaVolume.set(.25,e),t[i].set(!1,e)},[m.MEDIA_LOOP_REQUEST](t,e,{detail:i}){let o="mediaLoop",n=!!i;return t[o].set(n,e),{mediaLoop:n}},[m.MEDIA_VOLUME_REQUEST](t,e,{detail:i}){let o="mediaVolume",n=i;n&&t.mediaMuted.get(e)&&t.mediaMuted.set(!1,e),t[o].set(n,e)},[m.MEDIA_SEEK_REQUEST](t,e,{detail:i}){let o="mediaCurrentTime",n=i;t[o].set(n,e)},[m.MEDIA_SEEK_TO_LIVE_REQUEST](t,e){var i,o,n;let r="mediaCurrentTime",s=(i=t.mediaSeekable.get(e))==null?void 0:i[1];if(Number.isNaN(Number(s)))return;let d=(n=(o=e.options)==null?void 0:o.seekToLiveOffset)!=null?n:0,u=s-d;t[r].set(u,e)},[m.MEDIA_SHOW_SUBTITLES_REQUEST](t,e,{detail:i}){var o;let{options:n}=e,r=ot(e),s=Ji(i),d=(o=s[0])==null?void 0:o.language;d&&!n.noSubtitlesLangPref&&a.localStorage.setItem("media-chrome-pref-subtitles-lang",d),Ne(ge.SHOWING,r,s)},[m.MEDIA_DISABLE_SUBTITLES_REQUEST](t,e,{detail:i}){let o=ot(e),n=i??[];Ne(ge.DISABLED,o,n)},[m.MEDIA_TOGGLE_SUBTITLES_REQUEST](t,e,{detail:i}){ni(e,i)},[m.MEDIA_RENDITION_REQUEST](t,e,{detail:i}){let o="mediaRenditionSelected",n=i;t[o].set(n,e)},[m.MEDIA_AUDIO_TRACK_REQUEST](t,e,{detail:i}){let o="mediaAudioTrackEnabled",n=i;t[o].set(n,e)},[m.MEDIA_ENTER_PIP_REQUEST](t,e){let i="mediaIsPip";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[m.MEDIA_EXIT_PIP_REQUEST](t,e){t["mediaIsPip"].set(!1,e)},[m.MEDIA_ENTER_FULLSCREEN_REQUEST](t,e,i){let o="mediaIsFullscreen";t.mediaIsPip.get(e)&&t.mediaIsPip.set(!1,e),t[o].set(!0,e,i)},[m.MEDIA_EXIT_FULLSCREEN_REQUEST](t,e){t["mediaIsFullscreen"].set(!1,e)},[m.MEDIA_ENTER_CAST_REQUEST](t,e){let i="mediaIsCasting";t.mediaIsFullscreen.get(e)&&t.mediaIsFullscreen.set(!1,e),t[i].set(!0,e)},[m.MEDIA_EXIT_CAST_REQUEST](t,e){t["mediaIsCasting"].set(!1,e)},[m.MEDIA_AIRPLAY_REQUEST](t,e){t["mediaIsAirplaying"].set(!0,e)}}});var or,nr=M(()=>{er();si();ir();or=({media:t,fullscreenElement:e,documentElement:i,stateMediator:o=nt,requestMap:n=tr,options:r={},monitorStateOwnersOnlyWithSubscriptions:s=!0})=>{let d=[],u={options:{...r}},y=Object.freeze({mediaPreviewTime:void 0,mediaPreviewImage:void 0,mediaPreviewCoords:void 0,mediaPreviewChapter:void 0}),T=f=>{f!=null&&(ri(f,y)||(y=Object.freeze({...y,...f}),d.forEach(k=>k(y))))},_=()=>{let f=Object.entries(o).reduce((k,[b,{get:_e}])=>(k[b]=_e(u),k),{});T(f)},E={},h,g=async(f,k)=>{var b,_e,Ot,ko,Lo,Mo,Ro,wo,Do,Uo,Co,Oo,Po,No,xo,Fo;let Kr=!!h;if(h={...u,...h??{},...f},Kr)return;await jn(...Object.values(f));let Ve=d.length>0&&k===0&&s,Ho=u.media!==h.media,Bo=((b=u.media)==null?void 0:b.textTracks)!==((_e=h.media)==null?void 0:_e.textTracks),Vo=((Ot=u.media)==null?void 0:Ot.videoRenditions)!==((ko=h.media)==null?void 0:ko.videoRenditions),$o=((Lo=u.media)==null?void 0:Lo.audioTracks)!==((Mo=h.media)==null?void 0:Mo.audioTracks),Wo=((Ro=u.media)==null?void 0:Ro.remote)!==((wo=h.media)==null?void 0:wo.remote),Ko=u.documentElement!==h.documentElement,Go=!!u.media&&(Ho||Ve),qo=!!((Do=u.media)!=null&&Do.textTracks)&&(Bo||Ve),Yo=!!((Uo=u.media)!=null&&Uo.videoRenditions)&&(Vo||Ve),Qo=!!((Co=u.media)!=null&&Co.audioTracks)&&($o||Ve),zo=!!((Oo=u.media)!=null&&Oo.remote)&&(Wo||Ve),Xo=!!u.documentElement&&(Ko||Ve),wi=Go||qo||Yo||Qo||zo||Xo,$e=d.length===0&&k===1&&s,Zo=!!h.media&&(Ho||$e),Jo=!!((Po=h.media)!=null&&Po.textTracks)&&(Bo||$e),jo=!!((No=h.media)!=null&&No.videoRenditions)&&(Vo||$e),en=!!((xo=h.media)!=null&&xo.audioTracks)&&($o||$e),tn=!!((Fo=h.media)!=null&&Fo.remote)&&(Wo||$e),on=!!h.documentElement&&(Ko||$e),nn=Zo||Jo||jo||en||tn||on;if(!(wi||nn)){Object.entries(h).forEach(([R,dt])=>{u[R]=dt}),_(),h=void 0;return}Object.entries(o).forEach(([R,{get:dt,mediaEvents:Gr=[],textTracksEvents:qr=[],videoRenditionsEvents:Yr=[],audioTracksEvents:Qr=[],remoteEvents:zr=[],rootEvents:Xr=[],stateOwnersUpdateHandlers:Zr=[]}])=>{E[R]||(E[R]={});let J=U=>{let x=dt(u,U);T({[R]:x})},V;V=E[R].mediaEvents,Gr.forEach(U=>{V&&Go&&(u.media.removeEventListener(U,V),E[R].mediaEvents=void 0),Zo&&(h.media.addEventListener(U,J),E[R].mediaEvents=J)}),V=E[R].textTracksEvents,qr.forEach(U=>{var x,ie;V&&qo&&((x=u.media.textTracks)==null||x.removeEventListener(U,V),E[R].textTracksEvents=void 0),Jo&&((ie=h.media.textTracks)==null||ie.addEventListener(U,J),E[R].textTracksEvents=J)}),V=E[R].videoRenditionsEvents,Yr.forEach(U=>{var x,ie;V&&Yo&&((x=u.media.videoRenditions)==null||x.removeEventListener(U,V),E[R].videoRenditionsEvents=void 0),jo&&((ie=h.media.videoRenditions)==null||ie.addEventListener(U,J),E[R].videoRenditionsEvents=J)}),V=E[R].audioTracksEvents,Qr.forEach(U=>{var x,ie;V&&Qo&&((x=u.media.audioTracks)==null||x.removeEventListener(U,V),E[R].audioTracksEvents=void 0),en&&((ie=h.media.audioTracks)==null||ie.addEventListener(U,J),E[R].audioTracksEvents=J)}),V=E[R].remoteEvents,zr.forEach(U=>{var x,ie;V&&zo&&((x=u.media.remote)==null||x.removeEventListener(U,V),E[R].remoteEvents=void 0),tn&&((ie=h.media.remote)==null||ie.addEventListener(U,J),E[R].remoteEvents=J)}),V=E[R].rootEvents,Xr.forEach(U=>{V&&Xo&&(u.documentElement.removeEventListener(U,V),E[R].rootEvents=void 0),on&&(h.documentElement.addEventListener(U,J),E[R].rootEvents=J)});let Pt=E[R].stateOwnersUpdateHandlers;if(Pt&&wi&&(Array.isArray(Pt)?Pt:[Pt]).forEach(x=>{typeof x=="function"&&x()}),nn){let U=Zr.map(x=>x(J,h)).filter(x=>typeof x=="function");E[R].stateOwnersUpdateHandlers=U.length===1?U[0]:U}else wi&&(E[R].stateOwnersUpdateHandlers=void 0)}),Object.entries(h).forEach(([R,dt])=>{u[R]=dt}),_(),h=void 0};return g({media:t,fullscreenElement:e,documentElement:i,options:r}),{dispatch(f){let{type:k,detail:b}=f;if(n[k]&&y.mediaErrorCode==null){T(n[k](o,u,f));return}k==="mediaelementchangerequest"?g({media:b}):k==="fullscreenelementchangerequest"?g({fullscreenElement:b}):k==="documentelementchangerequest"?g({documentElement:b}):k==="optionschangerequest"&&(Object.entries(b??{}).forEach(([_e,Ot])=>{u.options[_e]=Ot}),_())},getState(){return y},subscribe(f){return g({},d.length+1),d.push(f),f(y),()=>{let k=d.indexOf(f);k>=0&&(g({},d.length-1),d.splice(k,1))}}}}});var uo,p,ee,se,ye,fe,At,A,te,Tt,de,li,St,di,ro,He,ci,so,It,ui,ao,ur,hr,rr,sr,ar,Ps,Ns,c,lo,xs,Fs,mr,Hs,co,lr,dr,Bs,Vs,Fe,cr,$s,pr=M(()=>{yn();P();On();Nn();ii();gt();B();$();nr();pe();uo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},p=(t,e,i)=>(uo(t,e,"read from private field"),i?i.call(t):e.get(t)),ee=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},se=(t,e,i,o)=>(uo(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),ye=(t,e,i)=>(uo(t,e,"access private method"),i),hr=["ArrowLeft","ArrowRight","ArrowUp","ArrowDown","Enter"," ","f","m","k","c","l","j",">","<","p"],rr=10,sr=.025,ar=.25,Ps=.25,Ns=2,c={DEFAULT_SUBTITLES:"defaultsubtitles",DEFAULT_STREAM_TYPE:"defaultstreamtype",DEFAULT_DURATION:"defaultduration",FULLSCREEN_ELEMENT:"fullscreenelement",HOTKEYS:"hotkeys",KEYBOARD_BACKWARD_SEEK_OFFSET:"keyboardbackwardseekoffset",KEYBOARD_FORWARD_SEEK_OFFSET:"keyboardforwardseekoffset",KEYBOARD_DOWN_VOLUME_STEP:"keyboarddownvolumestep",KEYBOARD_UP_VOLUME_STEP:"keyboardupvolumestep",KEYS_USED:"keysused",LANG:"lang",LOOP:"loop",LIVE_EDGE_OFFSET:"liveedgeoffset",NO_AUTO_SEEK_TO_LIVE:"noautoseektolive",NO_DEFAULT_STORE:"nodefaultstore",NO_HOTKEYS:"nohotkeys",NO_MUTED_PREF:"nomutedpref",NO_SUBTITLES_LANG_PREF:"nosubtitleslangpref",NO_VOLUME_PREF:"novolumepref",SEEK_TO_LIVE_OFFSET:"seektoliveoffset"},lo=class extends De{constructor(){super(),ee(this,di),ee(this,ci),ee(this,It),ee(this,ao),this.mediaStateReceivers=[],this.associatedElementSubscriptions=new Map,ee(this,fe,new ei(this,c.HOTKEYS)),ee(this,At,void 0),ee(this,A,void 0),ee(this,te,null),ee(this,Tt,void 0),ee(this,de,void 0),ee(this,li,i=>{var o;(o=p(this,A))==null||o.dispatch(i)}),ee(this,St,void 0),ee(this,He,i=>{let{key:o,shiftKey:n}=i;if(!(n&&(o==="/"||o==="?")||hr.includes(o))){this.removeEventListener("keyup",p(this,He));return}this.keyboardShortcutHandler(i)}),this.associateElement(this);let e={};se(this,Tt,i=>{Object.entries(i).forEach(([o,n])=>{if(o in e&&e[o]===n)return;this.propagateMediaState(o,n);let r=o.toLowerCase(),s=new a.CustomEvent(dn[r],{composed:!0,detail:n});this.dispatchEvent(s)}),e=i})}static get observedAttributes(){return super.observedAttributes.concat(c.NO_HOTKEYS,c.HOTKEYS,c.DEFAULT_STREAM_TYPE,c.DEFAULT_SUBTITLES,c.DEFAULT_DURATION,c.NO_MUTED_PREF,c.NO_VOLUME_PREF,c.LANG,c.LOOP,c.LIVE_EDGE_OFFSET,c.SEEK_TO_LIVE_OFFSET,c.NO_AUTO_SEEK_TO_LIVE)}get mediaStore(){return p(this,A)}set mediaStore(e){var i,o;if(p(this,A)&&((i=p(this,de))==null||i.call(this),se(this,de,void 0)),se(this,A,e),!p(this,A)&&!this.hasAttribute(c.NO_DEFAULT_STORE)){ye(this,di,ro).call(this);return}se(this,de,(o=p(this,A))==null?void 0:o.subscribe(p(this,Tt)))}get fullscreenElement(){var e;return(e=p(this,At))!=null?e:this}set fullscreenElement(e){var i;this.hasAttribute(c.FULLSCREEN_ELEMENT)&&this.removeAttribute(c.FULLSCREEN_ELEMENT),se(this,At,e),(i=p(this,A))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}get defaultSubtitles(){return S(this,c.DEFAULT_SUBTITLES)}set defaultSubtitles(e){I(this,c.DEFAULT_SUBTITLES,e)}get defaultStreamType(){return C(this,c.DEFAULT_STREAM_TYPE)}set defaultStreamType(e){D(this,c.DEFAULT_STREAM_TYPE,e)}get defaultDuration(){return Ke(this,c.DEFAULT_DURATION)}set defaultDuration(e){Ge(this,c.DEFAULT_DURATION,e)}get noHotkeys(){return S(this,c.NO_HOTKEYS)}set noHotkeys(e){I(this,c.NO_HOTKEYS,e)}get keysUsed(){return C(this,c.KEYS_USED)}set keysUsed(e){D(this,c.KEYS_USED,e)}get liveEdgeOffset(){return Ke(this,c.LIVE_EDGE_OFFSET)}set liveEdgeOffset(e){Ge(this,c.LIVE_EDGE_OFFSET,e)}get noAutoSeekToLive(){return S(this,c.NO_AUTO_SEEK_TO_LIVE)}set noAutoSeekToLive(e){I(this,c.NO_AUTO_SEEK_TO_LIVE,e)}get noVolumePref(){return S(this,c.NO_VOLUME_PREF)}set noVolumePref(e){I(this,c.NO_VOLUME_PREF,e)}get noMutedPref(){return S(this,c.NO_MUTED_PREF)}set noMutedPref(e){I(this,c.NO_MUTED_PREF,e)}get noSubtitlesLangPref(){return S(this,c.NO_SUBTITLES_LANG_PREF)}set noSubtitlesLangPref(e){I(this,c.NO_SUBTITLES_LANG_PREF,e)}get noDefaultStore(){return S(this,c.NO_DEFAULT_STORE)}set noDefaultStore(e){I(this,c.NO_DEFAULT_STORE,e)}get resolvedLang(){return An()}attributeChangedCallback(e,i,o){var n,r,s,d,u,y,T,_,E,h,g,f;if(super.attributeChangedCallback(e,i,o),e===c.NO_HOTKEYS)o!==i&&o===""?(this.hasAttribute(c.HOTKEYS)&&console.warn("Media Chrome: Both `hotkeys` and `nohotkeys` have been set. All hotkeys will be disabled."),this.disableHotkeys()):o!==i&&o===null&&this.enableHotkeys(),ye(this,It,ui).call(this);else if(e===c.HOTKEYS)p(this,fe).value=o,ye(this,It,ui).call(this);else if(e===c.DEFAULT_SUBTITLES&&o!==i)(n=p(this,A))==null||n.dispatch({type:"optionschangerequest",detail:{defaultSubtitles:this.hasAttribute(c.DEFAULT_SUBTITLES)}});else if(e===c.DEFAULT_STREAM_TYPE)(s=p(this,A))==null||s.dispatch({type:"optionschangerequest",detail:{defaultStreamType:(r=this.getAttribute(c.DEFAULT_STREAM_TYPE))!=null?r:void 0}});else if(e===c.LIVE_EDGE_OFFSET&&o!==i)(d=p(this,A))==null||d.dispatch({type:"optionschangerequest",detail:{liveEdgeOffset:this.hasAttribute(c.LIVE_EDGE_OFFSET)?+this.getAttribute(c.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(c.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(c.SEEK_TO_LIVE_OFFSET):this.hasAttribute(c.LIVE_EDGE_OFFSET)?+this.getAttribute(c.LIVE_EDGE_OFFSET):void 0}});else if(e===c.SEEK_TO_LIVE_OFFSET&&o!==i)(u=p(this,A))==null||u.dispatch({type:"optionschangerequest",detail:{seekToLiveOffset:this.hasAttribute(c.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(c.SEEK_TO_LIVE_OFFSET):this.hasAttribute(c.LIVE_EDGE_OFFSET)?+this.getAttribute(c.LIVE_EDGE_OFFSET):void 0}});else if(e===c.NO_AUTO_SEEK_TO_LIVE)(y=p(this,A))==null||y.dispatch({type:"optionschangerequest",detail:{noAutoSeekToLive:this.hasAttribute(c.NO_AUTO_SEEK_TO_LIVE)}});else if(e===c.FULLSCREEN_ELEMENT){let k=o?(T=this.getRootNode())==null?void 0:T.getElementById(o):void 0;se(this,At,k),(_=p(this,A))==null||_.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement})}else e===c.LANG&&o!==i?(bn(o),(E=p(this,A))==null||E.dispatch({type:"optionschangerequest",detail:{mediaLang:o}})):e===c.LOOP&&o!==i?(h=p(this,A))==null||h.dispatch({type:m.MEDIA_LOOP_REQUEST,detail:o!=null}):e===c.NO_VOLUME_PREF&&o!==i?(g=p(this,A))==null||g.dispatch({type:"optionschangerequest",detail:{noVolumePref:this.hasAttribute(c.NO_VOLUME_PREF)}}):e===c.NO_MUTED_PREF&&o!==i&&((f=p(this,A))==null||f.dispatch({type:"optionschangerequest",detail:{noMutedPref:this.hasAttribute(c.NO_MUTED_PREF)}}))}connectedCallback(){var e,i,o;this.associateElement(this),!p(this,A)&&!this.hasAttribute(c.NO_DEFAULT_STORE)&&ye(this,di,ro).call(this),(e=p(this,A))==null||e.dispatch({type:"documentelementchangerequest",detail:F}),(i=p(this,A))==null||i.dispatch({type:"fullscreenelementchangerequest",detail:this.fullscreenElement}),super.connectedCallback(),p(this,A)&&!p(this,de)&&se(this,de,(o=p(this,A))==null?void 0:o.subscribe(p(this,Tt))),p(this,St)!==void 0&&p(this,A)&&this.media&&setTimeout(()=>{var n,r,s;(r=(n=this.media)==null?void 0:n.textTracks)!=null&&r.length&&((s=p(this,A))==null||s.dispatch({type:m.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:p(this,St)}))},0),this.hasAttribute(c.NO_HOTKEYS)?this.disableHotkeys():this.enableHotkeys()}disconnectedCallback(){var e,i,o,n,r,s;if((e=super.disconnectedCallback)==null||e.call(this),this.disableHotkeys(),p(this,A)){let d=p(this,A).getState();se(this,St,!!((i=d.mediaSubtitlesShowing)!=null&&i.length)),(o=p(this,A))==null||o.dispatch({type:"fullscreenelementchangerequest",detail:void 0}),(n=p(this,A))==null||n.dispatch({type:"documentelementchangerequest",detail:void 0}),(r=p(this,A))==null||r.dispatch({type:m.MEDIA_TOGGLE_SUBTITLES_REQUEST,detail:!1})}p(this,de)&&((s=p(this,de))==null||s.call(this),se(this,de,void 0)),this.unassociateElement(this),p(this,te)&&(p(this,te).remove(),se(this,te,null))}mediaSetCallback(e){var i;super.mediaSetCallback(e),(i=p(this,A))==null||i.dispatch({type:"mediaelementchangerequest",detail:e}),e.hasAttribute("tabindex")||(e.tabIndex=-1)}mediaUnsetCallback(e){var i;super.mediaUnsetCallback(e),(i=p(this,A))==null||i.dispatch({type:"mediaelementchangerequest",detail:void 0})}propagateMediaState(e,i){cr(this.mediaStateReceivers,e,i)}associateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(i.has(e))return;let o=this.registerMediaStateReceiver.bind(this),n=this.unregisterMediaStateReceiver.bind(this),r=$s(e,o,n);Object.values(m).forEach(s=>{e.addEventListener(s,p(this,li))}),i.set(e,r)}unassociateElement(e){if(!e)return;let{associatedElementSubscriptions:i}=this;if(!i.has(e))return;i.get(e)(),i.delete(e),Object.values(m).forEach(n=>{e.removeEventListener(n,p(this,li))})}registerMediaStateReceiver(e){if(!e)return;let i=this.mediaStateReceivers;i.indexOf(e)>-1||(i.push(e),p(this,A)&&Object.entries(p(this,A).getState()).forEach(([n,r])=>{cr([e],n,r)}))}unregisterMediaStateReceiver(e){let i=this.mediaStateReceivers,o=i.indexOf(e);o<0||i.splice(o,1)}enableHotkeys(){this.addEventListener("keydown",ye(this,ci,so))}disableHotkeys(){this.removeEventListener("keydown",ye(this,ci,so)),this.removeEventListener("keyup",p(this,He))}get hotkeys(){return p(this,fe)}set hotkeys(e){D(this,c.HOTKEYS,e)}keyboardShortcutHandler(e){var i,o,n,r,s,d,u,y,T;let _=e.target;if(((n=(o=(i=_.getAttribute(c.KEYS_USED))==null?void 0:i.split(" "))!=null?o:_?.keysUsed)!=null?n:[]).map(b=>b==="Space"?" ":b).filter(Boolean).includes(e.key))return;let h,g,f;if(!(p(this,fe).contains(Zt(e.key))||e.shiftKey&&(e.key==="/"||e.key==="?")&&p(this,fe).contains("noshift+/")))switch(e.key){case" ":case"k":h=p(this,A).getState().mediaPaused?m.MEDIA_PLAY_REQUEST:m.MEDIA_PAUSE_REQUEST,this.dispatchEvent(new a.CustomEvent(h,{composed:!0,bubbles:!0}));break;case"m":h=this.mediaStore.getState().mediaVolumeLevel==="off"?m.MEDIA_UNMUTE_REQUEST:m.MEDIA_MUTE_REQUEST,this.dispatchEvent(new a.CustomEvent(h,{composed:!0,bubbles:!0}));break;case"f":h=this.mediaStore.getState().mediaIsFullscreen?m.MEDIA_EXIT_FULLSCREEN_REQUEST:m.MEDIA_ENTER_FULLSCREEN_REQUEST,this.dispatchEvent(new a.CustomEvent(h,{composed:!0,bubbles:!0}));break;case"c":this.dispatchEvent(new a.CustomEvent(m.MEDIA_TOGGLE_SUBTITLES_REQUEST,{composed:!0,bubbles:!0}));break;case"ArrowLeft":case"j":{let b=this.hasAttribute(c.KEYBOARD_BACKWARD_SEEK_OFFSET)?+this.getAttribute(c.KEYBOARD_BACKWARD_SEEK_OFFSET):rr;g=Math.max(((r=this.mediaStore.getState().mediaCurrentTime)!=null?r:0)-b,0),f=new a.CustomEvent(m.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case"ArrowRight":case"l":{let b=this.hasAttribute(c.KEYBOARD_FORWARD_SEEK_OFFSET)?+this.getAttribute(c.KEYBOARD_FORWARD_SEEK_OFFSET):rr;g=Math.max(((s=this.mediaStore.getState().mediaCurrentTime)!=null?s:0)+b,0),f=new a.CustomEvent(m.MEDIA_SEEK_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case"ArrowUp":{let b=this.hasAttribute(c.KEYBOARD_UP_VOLUME_STEP)?+this.getAttribute(c.KEYBOARD_UP_VOLUME_STEP):sr;g=Math.min(((d=this.mediaStore.getState().mediaVolume)!=null?d:1)+b,1),f=new a.CustomEvent(m.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case"ArrowDown":{let b=this.hasAttribute(c.KEYBOARD_DOWN_VOLUME_STEP)?+this.getAttribute(c.KEYBOARD_DOWN_VOLUME_STEP):sr;g=Math.max(((u=this.mediaStore.getState().mediaVolume)!=null?u:1)-b,0),f=new a.CustomEvent(m.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case"<":{let b=(y=this.mediaStore.getState().mediaPlaybackRate)!=null?y:1;g=Math.max(b-ar,Ps).toFixed(2),f=new a.CustomEvent(m.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case">":{let b=(T=this.mediaStore.getState().mediaPlaybackRate)!=null?T:1;g=Math.min(b+ar,Ns).toFixed(2),f=new a.CustomEvent(m.MEDIA_PLAYBACK_RATE_REQUEST,{composed:!0,bubbles:!0,detail:g}),this.dispatchEvent(f);break}case"/":case"?":{e.shiftKey&&ye(this,ao,ur).call(this);break}case"p":{h=this.mediaStore.getState().mediaIsPip?m.MEDIA_EXIT_PIP_REQUEST:m.MEDIA_ENTER_PIP_REQUEST,f=new a.CustomEvent(h,{composed:!0,bubbles:!0}),this.dispatchEvent(f);break}default:break}}};fe=new WeakMap;At=new WeakMap;A=new WeakMap;te=new WeakMap;Tt=new WeakMap;de=new WeakMap;li=new WeakMap;St=new WeakMap;di=new WeakSet;ro=function(){var t;this.mediaStore=or({media:this.media,fullscreenElement:this.fullscreenElement,options:{defaultSubtitles:this.hasAttribute(c.DEFAULT_SUBTITLES),defaultDuration:this.hasAttribute(c.DEFAULT_DURATION)?+this.getAttribute(c.DEFAULT_DURATION):void 0,defaultStreamType:(t=this.getAttribute(c.DEFAULT_STREAM_TYPE))!=null?t:void 0,liveEdgeOffset:this.hasAttribute(c.LIVE_EDGE_OFFSET)?+this.getAttribute(c.LIVE_EDGE_OFFSET):void 0,seekToLiveOffset:this.hasAttribute(c.SEEK_TO_LIVE_OFFSET)?+this.getAttribute(c.SEEK_TO_LIVE_OFFSET):this.hasAttribute(c.LIVE_EDGE_OFFSET)?+this.getAttribute(c.LIVE_EDGE_OFFSET):void 0,noAutoSeekToLive:this.hasAttribute(c.NO_AUTO_SEEK_TO_LIVE),noVolumePref:this.hasAttribute(c.NO_VOLUME_PREF),noMutedPref:this.hasAttribute(c.NO_MUTED_PREF),noSubtitlesLangPref:this.hasAttribute(c.NO_SUBTITLES_LANG_PREF)}})};He=new WeakMap;ci=new WeakSet;so=function(t){var e;let{metaKey:i,altKey:o,key:n,shiftKey:r}=t,s=r&&(n==="/"||n==="?");if(s&&((e=p(this,te))!=null&&e.open)){this.removeEventListener("keyup",p(this,He));return}if(i||o||!s&&!hr.includes(n)){this.removeEventListener("keyup",p(this,He));return}let d=t.target,u=d instanceof HTMLElement&&(d.tagName.toLowerCase()==="media-volume-range"||d.tagName.toLowerCase()==="media-time-range");[" ","ArrowLeft","ArrowRight","ArrowUp","ArrowDown"].includes(n)&&!p(this,fe).contains(Zt(n))&&!u&&t.preventDefault(),this.addEventListener("keyup",p(this,He),{once:!0})};It=new WeakSet;ui=function(){p(this,te)&&(p(this,te).hotkeys=p(this,fe).value||void 0,(this.noHotkeys||p(this,fe).contains("noshift+/"))&&(p(this,te).open=!1))};ao=new WeakSet;ur=function(){p(this,te)||(se(this,te,F.createElement("media-keyboard-shortcuts-dialog")),ye(this,It,ui).call(this),this.appendChild(p(this,te))),p(this,te).open=!0};xs=Object.values(l),Fs=Object.values(Ui),mr=t=>{var e,i,o,n;let{observedAttributes:r}=t.constructor;!r&&((e=t.nodeName)!=null&&e.includes("-"))&&(a.customElements.upgrade(t),{observedAttributes:r}=t.constructor);let s=(n=(o=(i=t?.getAttribute)==null?void 0:i.call(t,L.MEDIA_CHROME_ATTRIBUTES))==null?void 0:o.split)==null?void 0:n.call(o,/\s+/);return Array.isArray(r||s)?(r||s).filter(d=>xs.includes(d)):[]},Hs=t=>{var e,i;return(e=t.nodeName)!=null&&e.includes("-")&&a.customElements.get((i=t.nodeName)==null?void 0:i.toLowerCase())&&!(t instanceof a.customElements.get(t.nodeName.toLowerCase()))&&a.customElements.upgrade(t),Fs.some(o=>o in t)},co=t=>Hs(t)||!!mr(t).length,lr=t=>{var e;return(e=t?.join)==null?void 0:e.call(t,":")},dr={[l.MEDIA_SUBTITLES_LIST]:ji,[l.MEDIA_SUBTITLES_SHOWING]:ji,[l.MEDIA_SEEKABLE]:lr,[l.MEDIA_BUFFERED]:t=>t?.map(lr).join(" "),[l.MEDIA_PREVIEW_COORDS]:t=>t?.join(" "),[l.MEDIA_RENDITION_LIST]:xn,[l.MEDIA_AUDIO_TRACK_LIST]:Fn},Bs=async(t,e,i)=>{var o,n;if(t.isConnected||await ti(0),typeof i=="boolean"||i==null)return I(t,e,i);if(typeof i=="number")return Ge(t,e,i);if(typeof i=="string")return D(t,e,i);if(Array.isArray(i)&&!i.length)return t.removeAttribute(e);let r=(n=(o=dr[e])==null?void 0:o.call(dr,i))!=null?n:i;return t.setAttribute(e,r)},Vs=t=>{var e;return!!((e=t.closest)!=null&&e.call(t,'*[slot="media"]'))},Fe=(t,e)=>{if(Vs(t))return;let i=(n,r)=>{var s,d;co(n)&&r(n);let{children:u=[]}=n??{},y=(d=(s=n?.shadowRoot)==null?void 0:s.children)!=null?d:[];[...u,...y].forEach(_=>Fe(_,r))},o=t?.nodeName.toLowerCase();if(o.includes("-")&&!co(t)){a.customElements.whenDefined(o).then(()=>{i(t,e)});return}i(t,e)},cr=(t,e,i)=>{t.forEach(o=>{if(e in o){o[e]=i;return}let n=mr(o),r=e.toLowerCase();n.includes(r)&&Bs(o,r,i)})},$s=(t,e,i)=>{Fe(t,e);let o=T=>{var _;let E=(_=T?.composedPath()[0])!=null?_:T.target;e(E)},n=T=>{var _;let E=(_=T?.composedPath()[0])!=null?_:T.target;i(E)};t.addEventListener(m.REGISTER_MEDIA_STATE_RECEIVER,o),t.addEventListener(m.UNREGISTER_MEDIA_STATE_RECEIVER,n);let r=T=>{T.forEach(_=>{let{addedNodes:E=[],removedNodes:h=[],type:g,target:f,attributeName:k}=_;g==="childList"?(Array.prototype.forEach.call(E,b=>Fe(b,e)),Array.prototype.forEach.call(h,b=>Fe(b,i))):g==="attributes"&&k===L.MEDIA_CHROME_ATTRIBUTES&&(co(f)?e(f):i(f))})},s=[],d=T=>{let _=T.target;_.name!=="media"&&(s.forEach(E=>Fe(E,i)),s=[..._.assignedElements({flatten:!0})],s.forEach(E=>Fe(E,e)))};t.addEventListener("slotchange",d);let u=new MutationObserver(r);return u.observe(t,{childList:!0,attributes:!0,subtree:!0}),()=>{Fe(t,i),t.removeEventListener("slotchange",d),u.disconnect(),t.removeEventListener(m.REGISTER_MEDIA_STATE_RECEIVER,o),t.removeEventListener(m.UNREGISTER_MEDIA_STATE_RECEIVER,n)}};a.customElements.get("media-controller")||a.customElements.define("media-controller",lo)});function Ks(t){return`
    <style>
      :host {
        
        box-sizing: border-box;
        display: var(--media-control-display, var(--media-control-bar-display, inline-flex));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        --media-loading-indicator-icon-height: 44px;
      }

      ::slotted(media-time-range),
      ::slotted(media-volume-range) {
        min-height: 100%;
      }

      ::slotted(media-time-range),
      ::slotted(media-clip-selector) {
        flex-grow: 1;
      }

      ::slotted([role="menu"]) {
        position: absolute;
      }
    </style>

    <slot></slot>
  `}var Er,hi,Ws,mi,ce,yt,vr=M(()=>{B();$();P();Er=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},hi=(t,e,i)=>(Er(t,e,"read from private field"),i?i.call(t):e.get(t)),Ws=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},mi=(t,e,i,o)=>(Er(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i);yt=class extends a.HTMLElement{constructor(){if(super(),Ws(this,ce,void 0),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[L.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,o){var n,r,s,d,u;e===L.MEDIA_CONTROLLER&&(i&&((r=(n=hi(this,ce))==null?void 0:n.unassociateElement)==null||r.call(n,this),mi(this,ce,null)),o&&this.isConnected&&(mi(this,ce,(s=this.getRootNode())==null?void 0:s.getElementById(o)),(u=(d=hi(this,ce))==null?void 0:d.associateElement)==null||u.call(d,this)))}connectedCallback(){var e,i,o;let n=this.getAttribute(L.MEDIA_CONTROLLER);n&&(mi(this,ce,(e=this.getRootNode())==null?void 0:e.getElementById(n)),(o=(i=hi(this,ce))==null?void 0:i.associateElement)==null||o.call(i,this))}disconnectedCallback(){var e,i;(i=(e=hi(this,ce))==null?void 0:e.unassociateElement)==null||i.call(e,this),mi(this,ce,null)}};ce=new WeakMap;yt.shadowRootOptions={mode:"open"};yt.getTemplateHTML=Ks;a.customElements.get("media-control-bar")||a.customElements.define("media-control-bar",yt)});function Gs(t){return`
    <style>
      :host {
        --_tooltip-background-color: var(--media-tooltip-background-color, var(--media-secondary-color, rgba(20, 20, 30, .7)));
        --_tooltip-background: var(--media-tooltip-background, var(--_tooltip-background-color));
        --_tooltip-arrow-half-width: calc(var(--media-tooltip-arrow-width, 12px) / 2);
        --_tooltip-arrow-height: var(--media-tooltip-arrow-height, 5px);
        --_tooltip-arrow-background: var(--media-tooltip-arrow-color, var(--_tooltip-background-color));
        position: relative;
        pointer-events: none;
        display: var(--media-tooltip-display, inline-flex);
        justify-content: center;
        align-items: center;
        box-sizing: border-box;
        z-index: var(--media-tooltip-z-index, 1);
        background: var(--_tooltip-background);
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        font: var(--media-font,
          var(--media-font-weight, 400)
          var(--media-font-size, 13px) /
          var(--media-text-content-height, var(--media-control-height, 18px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        padding: var(--media-tooltip-padding, .35em .7em);
        border: var(--media-tooltip-border, none);
        border-radius: var(--media-tooltip-border-radius, 5px);
        filter: var(--media-tooltip-filter, drop-shadow(0 0 4px rgba(0, 0, 0, .2)));
        white-space: var(--media-tooltip-white-space, nowrap);
      }

      :host([hidden]) {
        display: none;
      }

      img, svg {
        display: inline-block;
      }

      #arrow {
        position: absolute;
        width: 0px;
        height: 0px;
        border-style: solid;
        display: var(--media-tooltip-arrow-display, block);
      }

      :host(:not([placement])),
      :host([placement="top"]) {
        position: absolute;
        bottom: calc(100% + var(--media-tooltip-distance, 12px));
        left: 50%;
        transform: translate(calc(-50% - var(--media-tooltip-offset-x, 0px)), 0);
      }
      :host(:not([placement])) #arrow,
      :host([placement="top"]) #arrow {
        top: 100%;
        left: 50%;
        border-width: var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width) 0 var(--_tooltip-arrow-half-width);
        border-color: var(--_tooltip-arrow-background) transparent transparent transparent;
        transform: translate(calc(-50% + var(--media-tooltip-offset-x, 0px)), 0);
      }

      :host([placement="right"]) {
        position: absolute;
        left: calc(100% + var(--media-tooltip-distance, 12px));
        top: 50%;
        transform: translate(0, -50%);
      }
      :host([placement="right"]) #arrow {
        top: 50%;
        right: 100%;
        border-width: var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width) 0;
        border-color: transparent var(--_tooltip-arrow-background) transparent transparent;
        transform: translate(0, -50%);
      }

      :host([placement="bottom"]) {
        position: absolute;
        top: calc(100% + var(--media-tooltip-distance, 12px));
        left: 50%;
        transform: translate(calc(-50% - var(--media-tooltip-offset-x, 0px)), 0);
      }
      :host([placement="bottom"]) #arrow {
        bottom: 100%;
        left: 50%;
        border-width: 0 var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height) var(--_tooltip-arrow-half-width);
        border-color: transparent transparent var(--_tooltip-arrow-background) transparent;
        transform: translate(calc(-50% + var(--media-tooltip-offset-x, 0px)), 0);
      }

      :host([placement="left"]) {
        position: absolute;
        right: calc(100% + var(--media-tooltip-distance, 12px));
        top: 50%;
        transform: translate(0, -50%);
      }
      :host([placement="left"]) #arrow {
        top: 50%;
        left: 100%;
        border-width: var(--_tooltip-arrow-half-width) 0 var(--_tooltip-arrow-half-width) var(--_tooltip-arrow-height);
        border-color: transparent transparent transparent var(--_tooltip-arrow-background);
        transform: translate(0, -50%);
      }
      
      :host([placement="none"]) #arrow {
        display: none;
      }
    </style>
    <slot></slot>
    <div id="arrow"></div>
  `}var rt,st,ho,fr=M(()=>{$();P();rt={PLACEMENT:"placement",BOUNDS:"bounds"};st=class extends a.HTMLElement{constructor(){if(super(),this.updateXOffset=()=>{var e;if(!pn(this,{checkOpacity:!1,checkVisibilityCSS:!1}))return;let i=this.placement;if(i==="left"||i==="right"){this.style.removeProperty("--media-tooltip-offset-x");return}let o=getComputedStyle(this),n=(e=We(this,"#"+this.bounds))!=null?e:mn(this);if(!n)return;let{x:r,width:s}=n.getBoundingClientRect(),{x:d,width:u}=this.getBoundingClientRect(),y=d+u,T=r+s,_=o.getPropertyValue("--media-tooltip-offset-x"),E=_?parseFloat(_.replace("px","")):0,h=o.getPropertyValue("--media-tooltip-container-margin"),g=h?parseFloat(h.replace("px","")):0,f=d-r+E-g,k=y-T+E+g;if(f<0){this.style.setProperty("--media-tooltip-offset-x",`${f}px`);return}if(k>0){this.style.setProperty("--media-tooltip-offset-x",`${k}px`);return}this.style.removeProperty("--media-tooltip-offset-x")},!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}if(this.arrowEl=this.shadowRoot.querySelector("#arrow"),Object.prototype.hasOwnProperty.call(this,"placement")){let e=this.placement;delete this.placement,this.placement=e}}static get observedAttributes(){return[rt.PLACEMENT,rt.BOUNDS]}get placement(){return C(this,rt.PLACEMENT)}set placement(e){D(this,rt.PLACEMENT,e)}get bounds(){return C(this,rt.BOUNDS)}set bounds(e){D(this,rt.BOUNDS,e)}};st.shadowRootOptions={mode:"open"};st.getTemplateHTML=Gs;a.customElements.get("media-tooltip")||a.customElements.define("media-tooltip",st);ho=st});function qs(t,e={}){return`
    <style>
      :host {
        position: relative;
        font: var(--media-font,
          var(--media-font-weight, bold)
          var(--media-font-size, 14px) /
          var(--media-text-content-height, var(--media-control-height, 24px))
          var(--media-font-family, helvetica neue, segoe ui, roboto, arial, sans-serif));
        color: var(--media-text-color, var(--media-primary-color, rgb(238 238 238)));
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        padding: var(--media-button-padding, var(--media-control-padding, 10px));
        justify-content: var(--media-button-justify-content, center);
        display: inline-flex;
        align-items: center;
        vertical-align: middle;
        box-sizing: border-box;
        transition: background .15s linear;
        pointer-events: auto;
        cursor: var(--media-cursor, pointer);
        -webkit-tap-highlight-color: transparent;
      }

      
      :host(:focus-visible) {
        box-shadow: var(--media-focus-box-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        outline: 0;
      }
      
      :host(:where(:focus)) {
        box-shadow: none;
        outline: 0;
      }

      :host(:hover) {
        background: var(--media-control-hover-background, rgba(50 50 70 / .7));
      }

      slot[name="icon"] {
        display: inline-flex;
        align-items: center;
      }

      svg, img, ::slotted(svg), ::slotted(img) {
        width: var(--media-button-icon-width);
        height: var(--media-button-icon-height, var(--media-control-height, 24px));
        transform: var(--media-button-icon-transform);
        transition: var(--media-button-icon-transition);
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        vertical-align: middle;
        max-width: 100%;
        max-height: 100%;
        min-width: 100%;
      }

      media-tooltip {
        
        max-width: 0;
        overflow-x: clip;
        opacity: 0;
        transition: opacity .3s, max-width 0s 9s;
      }

      :host(:hover) media-tooltip,
      :host(:focus-visible) media-tooltip {
        max-width: 100vw;
        opacity: 1;
        transition: opacity .3s;
      }

      :host([notooltip]) slot[name="tooltip"] {
        display: none;
      }
    </style>

    ${this.getSlotTemplateHTML(t,e)}

    <slot name="tooltip">
      <media-tooltip part="tooltip" aria-hidden="true">
        <template shadowrootmode="${ho.shadowRootOptions.mode}">
          ${ho.getTemplateHTML({})}
        </template>
        <slot name="tooltip-content">
          ${this.getTooltipContentHTML(t)}
        </slot>
      </media-tooltip>
    </slot>
  `}function Ys(t,e){return`
    <slot></slot>
  `}function Qs(){return""}var Eo,H,Be,pi,_r,ue,lt,mo,gr,Le,at,Ei,po,br,ke,Q,kt=M(()=>{B();fr();$();P();Eo=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},H=(t,e,i)=>(Eo(t,e,"read from private field"),i?i.call(t):e.get(t)),Be=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},pi=(t,e,i,o)=>(Eo(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),_r=(t,e,i)=>(Eo(t,e,"access private method"),i),ke={TOOLTIP_PLACEMENT:"tooltipplacement",DISABLED:"disabled",NO_TOOLTIP:"notooltip"};Q=class extends a.HTMLElement{constructor(){if(super(),Be(this,mo),Be(this,po),Be(this,ue,void 0),this.preventClick=!1,this.tooltipEl=null,Be(this,lt,e=>{this.preventClick||this.handleClick(e),setTimeout(H(this,Le),0)}),Be(this,Le,()=>{var e,i;(i=(e=this.tooltipEl)==null?void 0:e.updateXOffset)==null||i.call(e)}),Be(this,at,e=>{let{key:i}=e;if(!this.keysUsed.includes(i)){this.removeEventListener("keyup",H(this,at));return}this.preventClick||this.handleClick(e)}),Be(this,Ei,e=>{let{metaKey:i,altKey:o,key:n}=e;if(i||o||!this.keysUsed.includes(n)){this.removeEventListener("keyup",H(this,at));return}this.addEventListener("keyup",H(this,at),{once:!0})}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.tooltipEl=this.shadowRoot.querySelector("media-tooltip")}static get observedAttributes(){return["disabled",ke.TOOLTIP_PLACEMENT,L.MEDIA_CONTROLLER,l.MEDIA_LANG]}enable(){this.addEventListener("click",H(this,lt)),this.addEventListener("keydown",H(this,Ei)),this.tabIndex=0}disable(){this.removeEventListener("click",H(this,lt)),this.removeEventListener("keydown",H(this,Ei)),this.removeEventListener("keyup",H(this,at)),this.tabIndex=-1}attributeChangedCallback(e,i,o){var n,r,s,d,u;e===L.MEDIA_CONTROLLER?(i&&((r=(n=H(this,ue))==null?void 0:n.unassociateElement)==null||r.call(n,this),pi(this,ue,null)),o&&this.isConnected&&(pi(this,ue,(s=this.getRootNode())==null?void 0:s.getElementById(o)),(u=(d=H(this,ue))==null?void 0:d.associateElement)==null||u.call(d,this))):e==="disabled"&&o!==i?o==null?this.enable():this.disable():e===ke.TOOLTIP_PLACEMENT&&this.tooltipEl&&o!==i?this.tooltipEl.placement=o:e===l.MEDIA_LANG&&(this.shadowRoot.querySelector('slot[name="tooltip-content"]').innerHTML=this.constructor.getTooltipContentHTML()),_r(this,mo,gr).call(this)&&H(this,Le).call(this)}connectedCallback(){var e,i,o;let{style:n}=Z(this.shadowRoot,":host");n.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),this.hasAttribute("disabled")?this.disable():this.enable(),this.setAttribute("role","button");let r=this.getAttribute(L.MEDIA_CONTROLLER);r&&(pi(this,ue,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(o=(i=H(this,ue))==null?void 0:i.associateElement)==null||o.call(i,this)),a.customElements.whenDefined("media-tooltip").then(()=>_r(this,po,br).call(this))}disconnectedCallback(){var e,i;this.disable(),(i=(e=H(this,ue))==null?void 0:e.unassociateElement)==null||i.call(e,this),pi(this,ue,null),this.removeEventListener("mouseenter",H(this,Le)),this.removeEventListener("focus",H(this,Le)),this.removeEventListener("click",H(this,lt))}get keysUsed(){return["Enter"," "]}get tooltipPlacement(){return C(this,ke.TOOLTIP_PLACEMENT)}set tooltipPlacement(e){D(this,ke.TOOLTIP_PLACEMENT,e)}get mediaController(){return C(this,L.MEDIA_CONTROLLER)}set mediaController(e){D(this,L.MEDIA_CONTROLLER,e)}get disabled(){return S(this,ke.DISABLED)}set disabled(e){I(this,ke.DISABLED,e)}get noTooltip(){return S(this,ke.NO_TOOLTIP)}set noTooltip(e){I(this,ke.NO_TOOLTIP,e)}handleClick(e){}};ue=new WeakMap;lt=new WeakMap;mo=new WeakSet;gr=function(){try{return this.matches(":hover, :focus-visible")}catch{return this.matches(":hover, :focus")}};Le=new WeakMap;at=new WeakMap;Ei=new WeakMap;po=new WeakSet;br=function(){this.addEventListener("mouseenter",H(this,Le)),this.addEventListener("focus",H(this,Le)),this.addEventListener("click",H(this,lt));let t=this.tooltipPlacement;t&&this.tooltipEl&&(this.tooltipEl.placement=t)};Q.shadowRootOptions={mode:"open"};Q.getTemplateHTML=qs;Q.getSlotTemplateHTML=Ys;Q.getTooltipContentHTML=Qs;a.customElements.get("media-chrome-button")||a.customElements.define("media-chrome-button",Q)});function ea(t){return`
    <style>
      :host([${l.MEDIA_IS_FULLSCREEN}]) slot[name=icon] slot:not([name=exit]) {
        display: none !important;
      }

      
      :host(:not([${l.MEDIA_IS_FULLSCREEN}])) slot[name=icon] slot:not([name=enter]) {
        display: none !important;
      }

      :host([${l.MEDIA_IS_FULLSCREEN}]) slot[name=tooltip-enter],
      :host(:not([${l.MEDIA_IS_FULLSCREEN}])) slot[name=tooltip-exit] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="enter">${Js}</slot>
      <slot name="exit">${js}</slot>
    </slot>
  `}function ta(){return`
    <slot name="tooltip-enter">${w("Enter fullscreen mode")}</slot>
    <slot name="tooltip-exit">${w("Exit fullscreen mode")}</slot>
  `}var Tr,zs,Xs,Zs,vi,Js,js,Ar,Lt,Sr=M(()=>{kt();P();B();pe();$();Tr=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},zs=(t,e,i)=>(Tr(t,e,"read from private field"),i?i.call(t):e.get(t)),Xs=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Zs=(t,e,i,o)=>(Tr(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),Js=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M16 3v2.5h3.5V9H22V3h-6ZM4 9h2.5V5.5H10V3H4v6Zm15.5 9.5H16V21h6v-6h-2.5v3.5ZM6.5 15H4v6h6v-2.5H6.5V15Z"/>
</svg>`,js=`<svg aria-hidden="true" viewBox="0 0 26 24">
  <path d="M18.5 6.5V3H16v6h6V6.5h-3.5ZM16 21h2.5v-3.5H22V15h-6v6ZM4 17.5h3.5V21H10v-6H4v2.5Zm3.5-11H4V9h6V3H7.5v3.5Z"/>
</svg>`;Ar=t=>{let e=t.mediaIsFullscreen?w("exit fullscreen mode"):w("enter fullscreen mode");t.setAttribute("aria-label",e)},Lt=class extends Q{constructor(){super(...arguments),Xs(this,vi,null)}static get observedAttributes(){return[...super.observedAttributes,l.MEDIA_IS_FULLSCREEN,l.MEDIA_FULLSCREEN_UNAVAILABLE]}connectedCallback(){super.connectedCallback(),Ar(this)}attributeChangedCallback(e,i,o){super.attributeChangedCallback(e,i,o),e===l.MEDIA_IS_FULLSCREEN&&Ar(this)}get mediaFullscreenUnavailable(){return C(this,l.MEDIA_FULLSCREEN_UNAVAILABLE)}set mediaFullscreenUnavailable(e){D(this,l.MEDIA_FULLSCREEN_UNAVAILABLE,e)}get mediaIsFullscreen(){return S(this,l.MEDIA_IS_FULLSCREEN)}set mediaIsFullscreen(e){I(this,l.MEDIA_IS_FULLSCREEN,e)}handleClick(e){Zs(this,vi,e);let i=zs(this,vi)instanceof PointerEvent,o=this.mediaIsFullscreen?new a.CustomEvent(m.MEDIA_EXIT_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0}):new a.CustomEvent(m.MEDIA_ENTER_FULLSCREEN_REQUEST,{composed:!0,bubbles:!0,detail:i});this.dispatchEvent(o)}};vi=new WeakMap;Lt.getSlotTemplateHTML=ea;Lt.getTooltipContentHTML=ta;a.customElements.get("media-fullscreen-button")||a.customElements.define("media-fullscreen-button",Lt)});function oa(t){return`
    <style>
      :host {
        display: var(--media-control-display, var(--media-loading-indicator-display, inline-block));
        vertical-align: middle;
        box-sizing: border-box;
        --_loading-indicator-delay: var(--media-loading-indicator-transition-delay, ${kr}ms);
      }

      #status {
        color: rgba(0,0,0,0);
        width: 0px;
        height: 0px;
      }

      :host slot[name=icon] > *,
      :host ::slotted([slot=icon]) {
        opacity: var(--media-loading-indicator-opacity, 0);
        transition: opacity 0.15s;
      }

      :host([${l.MEDIA_LOADING}]:not([${l.MEDIA_PAUSED}])) slot[name=icon] > *,
      :host([${l.MEDIA_LOADING}]:not([${l.MEDIA_PAUSED}])) ::slotted([slot=icon]) {
        opacity: var(--media-loading-indicator-opacity, 1);
        transition: opacity 0.15s var(--_loading-indicator-delay);
      }

      :host #status {
        visibility: var(--media-loading-indicator-opacity, hidden);
        transition: visibility 0.15s;
      }

      :host([${l.MEDIA_LOADING}]:not([${l.MEDIA_PAUSED}])) #status {
        visibility: var(--media-loading-indicator-opacity, visible);
        transition: visibility 0.15s var(--_loading-indicator-delay);
      }

      svg, img, ::slotted(svg), ::slotted(img) {
        width: var(--media-loading-indicator-icon-width);
        height: var(--media-loading-indicator-icon-height, 100px);
        fill: var(--media-icon-color, var(--media-primary-color, rgb(238 238 238)));
        vertical-align: middle;
      }
    </style>

    <slot name="icon">${ia}</slot>
    <div id="status" role="status" aria-live="polite">${w("media loading")}</div>
  `}var yr,Mt,Ir,Rt,he,_i,fi,kr,ia,wt,Lr=M(()=>{B();P();$();pe();yr=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},Mt=(t,e,i)=>(yr(t,e,"read from private field"),i?i.call(t):e.get(t)),Ir=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Rt=(t,e,i,o)=>(yr(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),fi={LOADING_DELAY:"loadingdelay",NO_AUTOHIDE:"noautohide"},kr=500,ia=`
<svg aria-hidden="true" viewBox="0 0 100 100">
  <path d="M73,50c0-12.7-10.3-23-23-23S27,37.3,27,50 M30.9,50c0-10.5,8.5-19.1,19.1-19.1S69.1,39.5,69.1,50">
    <animateTransform
       attributeName="transform"
       attributeType="XML"
       type="rotate"
       dur="1s"
       from="0 50 50"
       to="360 50 50"
       repeatCount="indefinite" />
  </path>
</svg>
`;wt=class extends a.HTMLElement{constructor(){if(super(),Ir(this,he,void 0),Ir(this,_i,kr),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes);this.shadowRoot.innerHTML=this.constructor.getTemplateHTML(e)}}static get observedAttributes(){return[L.MEDIA_CONTROLLER,l.MEDIA_PAUSED,l.MEDIA_LOADING,fi.LOADING_DELAY]}attributeChangedCallback(e,i,o){var n,r,s,d,u;e===fi.LOADING_DELAY&&i!==o?this.loadingDelay=Number(o):e===L.MEDIA_CONTROLLER&&(i&&((r=(n=Mt(this,he))==null?void 0:n.unassociateElement)==null||r.call(n,this),Rt(this,he,null)),o&&this.isConnected&&(Rt(this,he,(s=this.getRootNode())==null?void 0:s.getElementById(o)),(u=(d=Mt(this,he))==null?void 0:d.associateElement)==null||u.call(d,this)))}connectedCallback(){var e,i,o;let n=this.getAttribute(L.MEDIA_CONTROLLER);n&&(Rt(this,he,(e=this.getRootNode())==null?void 0:e.getElementById(n)),(o=(i=Mt(this,he))==null?void 0:i.associateElement)==null||o.call(i,this))}disconnectedCallback(){var e,i;(i=(e=Mt(this,he))==null?void 0:e.unassociateElement)==null||i.call(e,this),Rt(this,he,null)}get loadingDelay(){return Mt(this,_i)}set loadingDelay(e){Rt(this,_i,e);let{style:i}=Z(this.shadowRoot,":host");i.setProperty("--_loading-indicator-delay",`var(--media-loading-indicator-transition-delay, ${e}ms)`)}get mediaPaused(){return S(this,l.MEDIA_PAUSED)}set mediaPaused(e){I(this,l.MEDIA_PAUSED,e)}get mediaLoading(){return S(this,l.MEDIA_LOADING)}set mediaLoading(e){I(this,l.MEDIA_LOADING,e)}get mediaController(){return C(this,L.MEDIA_CONTROLLER)}set mediaController(e){D(this,L.MEDIA_CONTROLLER,e)}get noAutohide(){return S(this,fi.NO_AUTOHIDE)}set noAutohide(e){I(this,fi.NO_AUTOHIDE,e)}};he=new WeakMap;_i=new WeakMap;wt.shadowRootOptions={mode:"open"};wt.getTemplateHTML=oa;a.customElements.get("media-loading-indicator")||a.customElements.define("media-loading-indicator",wt)});function sa(t){return`
    <style>
      :host(:not([${l.MEDIA_VOLUME_LEVEL}])) slot[name=icon] slot:not([name=high]),
      :host([${l.MEDIA_VOLUME_LEVEL}=high]) slot[name=icon] slot:not([name=high]) {
        display: none !important;
      }

      :host([${l.MEDIA_VOLUME_LEVEL}=off]) slot[name=icon] slot:not([name=off]) {
        display: none !important;
      }

      :host([${l.MEDIA_VOLUME_LEVEL}=low]) slot[name=icon] slot:not([name=low]) {
        display: none !important;
      }

      :host([${l.MEDIA_VOLUME_LEVEL}=medium]) slot[name=icon] slot:not([name=medium]) {
        display: none !important;
      }

      :host(:not([${l.MEDIA_VOLUME_LEVEL}=off])) slot[name=tooltip-unmute],
      :host([${l.MEDIA_VOLUME_LEVEL}=off]) slot[name=tooltip-mute] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="off">${na}</slot>
      <slot name="low">${Mr}</slot>
      <slot name="medium">${Mr}</slot>
      <slot name="high">${ra}</slot>
    </slot>
  `}function aa(){return`
    <slot name="tooltip-mute">${w("Mute")}</slot>
    <slot name="tooltip-unmute">${w("Unmute")}</slot>
  `}var na,Mr,ra,Rr,Dt,wr=M(()=>{kt();P();B();pe();$();na=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M16.5 12A4.5 4.5 0 0 0 14 8v2.18l2.45 2.45a4.22 4.22 0 0 0 .05-.63Zm2.5 0a6.84 6.84 0 0 1-.54 2.64L20 16.15A8.8 8.8 0 0 0 21 12a9 9 0 0 0-7-8.77v2.06A7 7 0 0 1 19 12ZM4.27 3 3 4.27 7.73 9H3v6h4l5 5v-6.73l4.25 4.25A6.92 6.92 0 0 1 14 18.7v2.06A9 9 0 0 0 17.69 19l2 2.05L21 19.73l-9-9L4.27 3ZM12 4 9.91 6.09 12 8.18V4Z"/>
</svg>`,Mr=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4Z"/>
</svg>`,ra=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M3 9v6h4l5 5V4L7 9H3Zm13.5 3A4.5 4.5 0 0 0 14 8v8a4.47 4.47 0 0 0 2.5-4ZM14 3.23v2.06a7 7 0 0 1 0 13.42v2.06a9 9 0 0 0 0-17.54Z"/>
</svg>`;Rr=t=>{let i=t.mediaVolumeLevel==="off"?w("unmute"):w("mute");t.setAttribute("aria-label",i)},Dt=class extends Q{static get observedAttributes(){return[...super.observedAttributes,l.MEDIA_VOLUME_LEVEL]}connectedCallback(){super.connectedCallback(),Rr(this)}attributeChangedCallback(e,i,o){super.attributeChangedCallback(e,i,o),e===l.MEDIA_VOLUME_LEVEL&&Rr(this)}get mediaVolumeLevel(){return C(this,l.MEDIA_VOLUME_LEVEL)}set mediaVolumeLevel(e){D(this,l.MEDIA_VOLUME_LEVEL,e)}handleClick(){let e=this.mediaVolumeLevel==="off"?m.MEDIA_UNMUTE_REQUEST:m.MEDIA_MUTE_REQUEST;this.dispatchEvent(new a.CustomEvent(e,{composed:!0,bubbles:!0}))}};Dt.getSlotTemplateHTML=sa;Dt.getTooltipContentHTML=aa;a.customElements.get("media-mute-button")||a.customElements.define("media-mute-button",Dt)});function la(t){return`
    <style>
      :host([${l.MEDIA_IS_PIP}]) slot[name=icon] slot:not([name=exit]) {
        display: none !important;
      }

      :host(:not([${l.MEDIA_IS_PIP}])) slot[name=icon] slot:not([name=enter]) {
        display: none !important;
      }

      :host([${l.MEDIA_IS_PIP}]) slot[name=tooltip-enter],
      :host(:not([${l.MEDIA_IS_PIP}])) slot[name=tooltip-exit] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="enter">${Dr}</slot>
      <slot name="exit">${Dr}</slot>
    </slot>
  `}function da(){return`
    <slot name="tooltip-enter">${w("Enter picture in picture mode")}</slot>
    <slot name="tooltip-exit">${w("Exit picture in picture mode")}</slot>
  `}var Dr,Ur,Ut,Cr=M(()=>{kt();P();B();pe();$();Dr=`<svg aria-hidden="true" viewBox="0 0 28 24">
  <path d="M24 3H4a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h20a1 1 0 0 0 1-1V4a1 1 0 0 0-1-1Zm-1 16H5V5h18v14Zm-3-8h-7v5h7v-5Z"/>
</svg>`;Ur=t=>{let e=t.mediaIsPip?w("exit picture in picture mode"):w("enter picture in picture mode");t.setAttribute("aria-label",e)},Ut=class extends Q{static get observedAttributes(){return[...super.observedAttributes,l.MEDIA_IS_PIP,l.MEDIA_PIP_UNAVAILABLE]}connectedCallback(){super.connectedCallback(),Ur(this)}attributeChangedCallback(e,i,o){super.attributeChangedCallback(e,i,o),e===l.MEDIA_IS_PIP&&Ur(this)}get mediaPipUnavailable(){return C(this,l.MEDIA_PIP_UNAVAILABLE)}set mediaPipUnavailable(e){D(this,l.MEDIA_PIP_UNAVAILABLE,e)}get mediaIsPip(){return S(this,l.MEDIA_IS_PIP)}set mediaIsPip(e){I(this,l.MEDIA_IS_PIP,e)}handleClick(){let e=this.mediaIsPip?m.MEDIA_EXIT_PIP_REQUEST:m.MEDIA_ENTER_PIP_REQUEST;this.dispatchEvent(new a.CustomEvent(e,{composed:!0,bubbles:!0}))}};Ut.getSlotTemplateHTML=la;Ut.getTooltipContentHTML=da;a.customElements.get("media-pip-button")||a.customElements.define("media-pip-button",Ut)});function ha(t){return`
    <style>
      :host([${l.MEDIA_PAUSED}]) slot[name=pause],
      :host(:not([${l.MEDIA_PAUSED}])) slot[name=play] {
        display: none !important;
      }

      :host([${l.MEDIA_PAUSED}]) slot[name=tooltip-pause],
      :host(:not([${l.MEDIA_PAUSED}])) slot[name=tooltip-play] {
        display: none;
      }
    </style>

    <slot name="icon">
      <slot name="play">${ca}</slot>
      <slot name="pause">${ua}</slot>
    </slot>
  `}function ma(){return`
    <slot name="tooltip-play">${w("Play")}</slot>
    <slot name="tooltip-pause">${w("Pause")}</slot>
  `}var ca,ua,Or,Ct,Pr=M(()=>{kt();P();B();pe();$();ca=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="m6 21 15-9L6 3v18Z"/>
</svg>`,ua=`<svg aria-hidden="true" viewBox="0 0 24 24">
  <path d="M6 20h4V4H6v16Zm8-16v16h4V4h-4Z"/>
</svg>`;Or=t=>{let e=t.mediaPaused?w("play"):w("pause");t.setAttribute("aria-label",e)},Ct=class extends Q{static get observedAttributes(){return[...super.observedAttributes,l.MEDIA_PAUSED,l.MEDIA_ENDED]}connectedCallback(){super.connectedCallback(),Or(this)}attributeChangedCallback(e,i,o){super.attributeChangedCallback(e,i,o),(e===l.MEDIA_PAUSED||e===l.MEDIA_LANG)&&Or(this)}get mediaPaused(){return S(this,l.MEDIA_PAUSED)}set mediaPaused(e){I(this,l.MEDIA_PAUSED,e)}handleClick(){let e=this.mediaPaused?m.MEDIA_PLAY_REQUEST:m.MEDIA_PAUSE_REQUEST;this.dispatchEvent(new a.CustomEvent(e,{composed:!0,bubbles:!0}))}};Ct.getSlotTemplateHTML=ha;Ct.getTooltipContentHTML=ma;a.customElements.get("media-play-button")||a.customElements.define("media-play-button",Ct)});function pa(t){return`
    <style>
      :host {
        --_focus-box-shadow: var(--media-focus-box-shadow, inset 0 0 0 2px rgb(27 127 204 / .9));
        --_media-range-padding: var(--media-range-padding, var(--media-control-padding, 10px));

        box-shadow: var(--_focus-visible-box-shadow, none);
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        height: calc(var(--media-control-height, 24px) + 2 * var(--_media-range-padding));
        display: inline-flex;
        align-items: center;
        
        vertical-align: middle;
        box-sizing: border-box;
        position: relative;
        width: 100px;
        transition: background .15s linear;
        cursor: var(--media-cursor, pointer);
        pointer-events: auto;
        touch-action: none; 
      }

      
      input[type=range]:focus {
        outline: 0;
      }
      input[type=range]:focus::-webkit-slider-runnable-track {
        outline: 0;
      }

      :host(:hover) {
        background: var(--media-control-hover-background, rgb(50 50 70 / .7));
      }

      #leftgap {
        padding-left: var(--media-range-padding-left, var(--_media-range-padding));
      }

      #rightgap {
        padding-right: var(--media-range-padding-right, var(--_media-range-padding));
      }

      #startpoint,
      #endpoint {
        position: absolute;
      }

      #endpoint {
        right: 0;
      }

      #container {
        
        width: var(--media-range-track-width, 100%);
        transform: translate(var(--media-range-track-translate-x, 0px), var(--media-range-track-translate-y, 0px));
        position: relative;
        height: 100%;
        display: flex;
        align-items: center;
        min-width: 40px;
      }

      #range {
        
        display: var(--media-time-range-hover-display, block);
        bottom: var(--media-time-range-hover-bottom, 0);
        height: var(--media-time-range-hover-height, max(100% , 25px));
        width: 100%;
        position: absolute;
        cursor: var(--media-cursor, pointer);

        -webkit-appearance: none; 
        -webkit-tap-highlight-color: transparent;
        background: transparent; 
        margin: 0;
        z-index: 1;
      }

      @media (hover: hover) {
        #range {
          bottom: var(--media-time-range-hover-bottom, 0);
          height: var(--media-time-range-hover-height, max(100%, 20px));
        }
      }

      
      
      #range::-webkit-slider-thumb {
        -webkit-appearance: none;
        background: transparent;
        width: .1px;
        height: .1px;
      }

      
      #range::-moz-range-thumb {
        background: transparent;
        border: transparent;
        width: .1px;
        height: .1px;
      }

      #appearance {
        height: var(--media-range-track-height, 4px);
        display: flex;
        flex-direction: column;
        justify-content: center;
        width: 100%;
        position: absolute;
        
        will-change: transform;
      }

      #track {
        background: var(--media-range-track-background, rgb(255 255 255 / .2));
        border-radius: var(--media-range-track-border-radius, 1px);
        border: var(--media-range-track-border, none);
        outline: var(--media-range-track-outline);
        outline-offset: var(--media-range-track-outline-offset);
        backdrop-filter: var(--media-range-track-backdrop-filter);
        -webkit-backdrop-filter: var(--media-range-track-backdrop-filter);
        box-shadow: var(--media-range-track-box-shadow, none);
        position: absolute;
        width: 100%;
        height: 100%;
        overflow: hidden;
      }

      #progress,
      #pointer {
        position: absolute;
        height: 100%;
        will-change: width;
      }

      #progress {
        background: var(--media-range-bar-color, var(--media-primary-color, rgb(238 238 238)));
        transition: var(--media-range-track-transition);
      }

      #pointer {
        background: var(--media-range-track-pointer-background);
        border-right: var(--media-range-track-pointer-border-right);
        transition: visibility .25s, opacity .25s;
        visibility: hidden;
        opacity: 0;
      }

      @media (hover: hover) {
        :host(:hover) #pointer {
          transition: visibility .5s, opacity .5s;
          visibility: visible;
          opacity: 1;
        }
      }

      #thumb,
      ::slotted([slot=thumb]) {
        width: var(--media-range-thumb-width, 10px);
        height: var(--media-range-thumb-height, 10px);
        transition: var(--media-range-thumb-transition);
        transform: var(--media-range-thumb-transform, none);
        opacity: var(--media-range-thumb-opacity, 1);
        translate: -50%;
        position: absolute;
        left: 0;
        cursor: var(--media-cursor, pointer);
      }

      #thumb {
        border-radius: var(--media-range-thumb-border-radius, 10px);
        background: var(--media-range-thumb-background, var(--media-primary-color, rgb(238 238 238)));
        box-shadow: var(--media-range-thumb-box-shadow, 1px 1px 1px transparent);
        border: var(--media-range-thumb-border, none);
      }

      :host([disabled]) #thumb {
        background-color: #777;
      }

      .segments #appearance {
        height: var(--media-range-segment-hover-height, 7px);
      }

      #track {
        clip-path: url(#segments-clipping);
      }

      #segments {
        --segments-gap: var(--media-range-segments-gap, 2px);
        position: absolute;
        width: 100%;
        height: 100%;
      }

      #segments-clipping {
        transform: translateX(calc(var(--segments-gap) / 2));
      }

      #segments-clipping:empty {
        display: none;
      }

      #segments-clipping rect {
        height: var(--media-range-track-height, 4px);
        y: calc((var(--media-range-segment-hover-height, 7px) - var(--media-range-track-height, 4px)) / 2);
        transition: var(--media-range-segment-transition, transform .1s ease-in-out);
        transform: var(--media-range-segment-transform, scaleY(1));
        transform-origin: center;
      }

      /* Visible label for accessibility - positioned off-screen but technically visible (Firefox requires visible labels) */
      #range-label {
        position: absolute;
        left: -10000px;
        background: var(--media-control-background, var(--media-secondary-color, rgb(20 20 30 / .7)));
        pointer-events: none;
      }
    </style>
    <div id="leftgap"></div>
    <div id="container">
      <div id="startpoint"></div>
      <div id="endpoint"></div>
      <div id="appearance">
        <div id="track" part="track">
          <div id="pointer"></div>
          <div id="progress" part="progress"></div>
        </div>
        <slot name="thumb">
          <div id="thumb" part="thumb"></div>
        </slot>
        <svg id="segments" aria-hidden="true"><clipPath id="segments-clipping"></clipPath></svg>
      </div>
        <input id="range" type="range" min="0" max="1" step="any" value="0">
        <label for="range" id="range-label"></label>

      ${this.getContainerTemplateHTML(t)}
    </div>
    <div id="rightgap"></div>
  `}function Ea(t){return""}var To,O,G,Me,ae,me,Mi,gi,bi,le,ki,Ai,Ti,Si,So,Nr,Ii,vo,yi,fo,Li,Io,_o,xr,go,Fr,bo,Hr,Ao,Br,Re,Vr=M(()=>{B();P();$();Oi();To=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},O=(t,e,i)=>(To(t,e,"read from private field"),i?i.call(t):e.get(t)),G=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},Me=(t,e,i,o)=>(To(t,e,"write to private field"),o?o.call(t,i):e.set(t,i),i),ae=(t,e,i)=>(To(t,e,"access private method"),i);Re=class extends a.HTMLElement{constructor(){if(super(),G(this,So),G(this,Ii),G(this,yi),G(this,Li),G(this,_o),G(this,go),G(this,bo),G(this,Ao),G(this,me,void 0),G(this,Mi,void 0),G(this,gi,void 0),G(this,bi,void 0),G(this,le,{}),G(this,ki,[]),G(this,Ai,()=>{if(this.range.matches(":focus-visible")){let{style:e}=Z(this.shadowRoot,":host");e.setProperty("--_focus-visible-box-shadow","var(--_focus-box-shadow)")}}),G(this,Ti,()=>{let{style:e}=Z(this.shadowRoot,":host");e.removeProperty("--_focus-visible-box-shadow")}),G(this,Si,()=>{let e=this.shadowRoot.querySelector("#segments-clipping");e&&e.parentNode.append(e)}),!this.shadowRoot){this.attachShadow(this.constructor.shadowRootOptions);let e=q(this.attributes),i=this.constructor.getTemplateHTML(e);this.shadowRoot.setHTMLUnsafe?this.shadowRoot.setHTMLUnsafe(i):this.shadowRoot.innerHTML=i}this.container=this.shadowRoot.querySelector("#container"),Me(this,gi,this.shadowRoot.querySelector("#startpoint")),Me(this,bi,this.shadowRoot.querySelector("#endpoint")),this.range=this.shadowRoot.querySelector("#range"),this.appearance=this.shadowRoot.querySelector("#appearance")}static get observedAttributes(){return["disabled","aria-disabled",L.MEDIA_CONTROLLER]}attributeChangedCallback(e,i,o){var n,r,s,d,u;e===L.MEDIA_CONTROLLER?(i&&((r=(n=O(this,me))==null?void 0:n.unassociateElement)==null||r.call(n,this),Me(this,me,null)),o&&this.isConnected&&(Me(this,me,(s=this.getRootNode())==null?void 0:s.getElementById(o)),(u=(d=O(this,me))==null?void 0:d.associateElement)==null||u.call(d,this))):(e==="disabled"||e==="aria-disabled"&&i!==o)&&(o==null?(this.range.removeAttribute(e),ae(this,Ii,vo).call(this)):(this.range.setAttribute(e,o),ae(this,yi,fo).call(this)))}connectedCallback(){var e,i,o;let{style:n}=Z(this.shadowRoot,":host");n.setProperty("display",`var(--media-control-display, var(--${this.localName}-display, inline-flex))`),O(this,le).pointer=Z(this.shadowRoot,"#pointer"),O(this,le).progress=Z(this.shadowRoot,"#progress"),O(this,le).thumb=Z(this.shadowRoot,'#thumb, ::slotted([slot="thumb"])'),O(this,le).activeSegment=Z(this.shadowRoot,"#segments-clipping rect:nth-child(0)");let r=this.getAttribute(L.MEDIA_CONTROLLER);r&&(Me(this,me,(e=this.getRootNode())==null?void 0:e.getElementById(r)),(o=(i=O(this,me))==null?void 0:i.associateElement)==null||o.call(i,this)),this.updateBar(),this.shadowRoot.addEventListener("focusin",O(this,Ai)),this.shadowRoot.addEventListener("focusout",O(this,Ti)),ae(this,Ii,vo).call(this),Bt(this.container,O(this,Si))}disconnectedCallback(){var e,i;ae(this,yi,fo).call(this),(i=(e=O(this,me))==null?void 0:e.unassociateElement)==null||i.call(e,this),Me(this,me,null),this.shadowRoot.removeEventListener("focusin",O(this,Ai)),this.shadowRoot.removeEventListener("focusout",O(this,Ti)),Vt(this.container,O(this,Si))}updatePointerBar(e){var i;(i=O(this,le).pointer)==null||i.style.setProperty("width",`${this.getPointerRatio(e)*100}%`)}updateBar(){var e,i;let o=this.range.valueAsNumber*100;(e=O(this,le).progress)==null||e.style.setProperty("width",`${o}%`),(i=O(this,le).thumb)==null||i.style.setProperty("left",`${o}%`)}updateSegments(e){let i=this.shadowRoot.querySelector("#segments-clipping");if(i.textContent="",this.container.classList.toggle("segments",!!e?.length),!e?.length)return;let o=[...new Set([+this.range.min,...e.flatMap(r=>[r.start,r.end]),+this.range.max])];Me(this,ki,[...o]);let n=o.pop();for(let[r,s]of o.entries()){let[d,u]=[r===0,r===o.length-1],y=d?"calc(var(--segments-gap) / -1)":`${s*100}%`,_=`calc(${((u?n:o[r+1])-s)*100}%${d||u?"":" - var(--segments-gap)"})`,E=F.createElementNS("http://www.w3.org/2000/svg","rect"),h=Ni(this.shadowRoot,`#segments-clipping rect:nth-child(${r+1})`);h.style.setProperty("x",y),h.style.setProperty("width",_),i.append(E)}}getPointerRatio(e){return En(e.clientX,e.clientY,O(this,gi).getBoundingClientRect(),O(this,bi).getBoundingClientRect())}get dragging(){return this.hasAttribute("dragging")}handleEvent(e){switch(e.type){case"pointermove":ae(this,Ao,Br).call(this,e);break;case"input":this.updateBar();break;case"pointerenter":ae(this,_o,xr).call(this,e);break;case"pointerdown":ae(this,Li,Io).call(this,e);break;case"pointerup":ae(this,go,Fr).call(this);break;case"pointerleave":ae(this,bo,Hr).call(this);break}}get keysUsed(){return["ArrowUp","ArrowRight","ArrowDown","ArrowLeft"]}};me=new WeakMap;Mi=new WeakMap;gi=new WeakMap;bi=new WeakMap;le=new WeakMap;ki=new WeakMap;Ai=new WeakMap;Ti=new WeakMap;Si=new WeakMap;So=new WeakSet;Nr=function(t){let e=O(this,le).activeSegment;if(!e)return;let i=this.getPointerRatio(t),n=`#segments-clipping rect:nth-child(${O(this,ki).findIndex((r,s,d)=>{let u=d[s+1];return u!=null&&i>=r&&i<=u})+1})`;(e.selectorText!=n||!e.style.transform)&&(e.selectorText=n,e.style.setProperty("transform","var(--media-range-segment-hover-transform, scaleY(2))"))};Ii=new WeakSet;vo=function(){this.hasAttribute("disabled")||!this.isConnected||(this.addEventListener("input",this),this.addEventListener("pointerdown",this),this.addEventListener("pointerenter",this))};yi=new WeakSet;fo=function(){var t,e;this.removeEventListener("input",this),this.removeEventListener("pointerdown",this),this.removeEventListener("pointerenter",this),this.removeEventListener("pointerleave",this),(t=a.window)==null||t.removeEventListener("pointerup",this),(e=a.window)==null||e.removeEventListener("pointermove",this)};Li=new WeakSet;Io=function(t){var e;Me(this,Mi,t.composedPath().includes(this.range)),(e=a.window)==null||e.addEventListener("pointerup",this,{once:!0})};_o=new WeakSet;xr=function(t){var e;t.pointerType!=="mouse"&&ae(this,Li,Io).call(this,t),this.addEventListener("pointerleave",this,{once:!0}),(e=a.window)==null||e.addEventListener("pointermove",this)};go=new WeakSet;Fr=function(){var t;(t=a.window)==null||t.removeEventListener("pointerup",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled")};bo=new WeakSet;Hr=function(){var t,e;this.removeEventListener("pointerleave",this),(t=a.window)==null||t.removeEventListener("pointermove",this),this.toggleAttribute("dragging",!1),this.range.disabled=this.hasAttribute("disabled"),(e=O(this,le).activeSegment)==null||e.style.removeProperty("transform")};Ao=new WeakSet;Br=function(t){t.pointerType==="pen"&&t.buttons===0||(this.toggleAttribute("dragging",t.buttons===1||t.pointerType!=="mouse"),this.updatePointerBar(t),ae(this,So,Nr).call(this,t),this.dragging&&(t.pointerType!=="mouse"||!O(this,Mi))&&(this.range.disabled=!0,this.range.valueAsNumber=this.getPointerRatio(t),this.range.dispatchEvent(new Event("input",{bubbles:!0,composed:!0}))))};Re.shadowRootOptions={mode:"open"};Re.getTemplateHTML=pa;Re.getContainerTemplateHTML=Ea;a.customElements.get("media-chrome-range")||a.customElements.define("media-chrome-range",Re)});var va,$r,fa,Ri,_a,ga,ba,yo,Wr=M(()=>{P();Vr();B();pe();$();va=(t,e,i)=>{if(!e.has(t))throw TypeError("Cannot "+i)},$r=(t,e,i)=>(va(t,e,"read from private field"),i?i.call(t):e.get(t)),fa=(t,e,i)=>{if(e.has(t))throw TypeError("Cannot add the same private member more than once");e instanceof WeakSet?e.add(t):e.set(t,i)},_a=1,ga=t=>t.mediaMuted?0:t.mediaVolume,ba=t=>`${Math.round(t*100)}%`,yo=class extends Re{constructor(){super(...arguments),fa(this,Ri,()=>{let e=this.range.value,i=new a.CustomEvent(m.MEDIA_VOLUME_REQUEST,{composed:!0,bubbles:!0,detail:e});this.dispatchEvent(i)})}static get observedAttributes(){return[...super.observedAttributes,l.MEDIA_VOLUME,l.MEDIA_MUTED,l.MEDIA_VOLUME_UNAVAILABLE]}connectedCallback(){super.connectedCallback(),this.range.setAttribute("aria-label",w("volume")),this.range.addEventListener("input",$r(this,Ri))}disconnectedCallback(){this.range.removeEventListener("input",$r(this,Ri)),super.disconnectedCallback()}attributeChangedCallback(e,i,o){super.attributeChangedCallback(e,i,o),(e===l.MEDIA_VOLUME||e===l.MEDIA_MUTED)&&(this.range.valueAsNumber=ga(this),this.range.setAttribute("aria-valuetext",ba(this.range.valueAsNumber)),this.updateBar())}get mediaVolume(){return Ke(this,l.MEDIA_VOLUME,_a)}set mediaVolume(e){Ge(this,l.MEDIA_VOLUME,e)}get mediaMuted(){return S(this,l.MEDIA_MUTED)}set mediaMuted(e){I(this,l.MEDIA_MUTED,e)}get mediaVolumeUnavailable(){return C(this,l.MEDIA_VOLUME_UNAVAILABLE)}set mediaVolumeUnavailable(e){D(this,l.MEDIA_VOLUME_UNAVAILABLE,e)}};Ri=new WeakMap;a.customElements.get("media-volume-range")||a.customElements.define("media-volume-range",yo)});var Aa=Jr(()=>{pr();vr();Sr();Lr();wr();Cr();Pr();Wr()});Aa();})();
