// The only way elements are made here: text goes in as text, so nothing in an article can be markup.

type Child = Node | string | number | null | undefined | false;
type Props = Record<string, unknown>;

/** An element with attributes, `on…` listeners and children; strings become text nodes. */
export function h(tag: string, props: Props = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  assign(element, props);
  append(element, children);
  return element;
}

/** The same for SVG. */
export function s(tag: string, props: Props = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  assign(element, props);
  append(element, children);
  return element;
}

function assign(element: Element, props: Props): void {
  for (const [key, value] of Object.entries(props)) {
    if (value == null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value as EventListener);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child == null || child === false) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
}

/** Foreign text, set apart so that its writing direction ends with it. */
export const foreign = (text: string, tag = "bdi", props: Props = {}): HTMLElement => h(tag, { dir: "auto", ...props }, text);

/** A link to an article: only http and https, nothing else is ever a link. */
export function link(address: string | null, label: string, title: string): HTMLElement {
  let url: URL | null = null;
  try {
    url = address ? new URL(address) : null;
  } catch {
    url = null;
  }
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return foreign(label);
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer", title }, foreign(label));
}

export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

export function icon(path: string, size = 18): SVGElement {
  return s("svg", { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true", class: "icon" }, s("path", { d: path }));
}

/** Runs once in the next frame, however often it is asked for. */
export function onceAFrame(run: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      run();
    });
  };
}
