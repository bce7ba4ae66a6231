/** Moodle's own AMD modules, as far as the screens use them. The portal brings its stand-ins with the same shapes. */

declare module 'core/ajax' {
  export function call(requests: { methodname: string; args: Record<string, unknown> }[]): Promise<unknown>[];
}

declare module 'core/notification' {
  /** Resolves when the person agrees, rejects when they step back. `question` is HTML. */
  export function saveCancelPromise(
    title: string,
    question: string,
    saveLabel: string,
    options?: { triggerElement?: { focus(): void } | null },
  ): Promise<void>;
}

declare module 'core/pending' {
  export default class Pending {
    constructor(key: string);
    resolve(): void;
  }
}

declare module 'core/str' {
  /** Texts in the order of the requests; without `param` the placeholders stay as they are. */
  export function getStrings(requests: { key: string; component: string; param?: unknown }[]): Promise<string[]>;
}

declare module 'core/templates' {
  export function renderForPromise(template: string, context: object): Promise<{ html: string; js: string }>;
  export function replaceNodeContents(element: Element, html: string, js: string): void;
}
