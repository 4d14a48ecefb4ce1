import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/**
 * Sets style properties of an element: `<img ${styled({width: '4px'})}>`. Lit's own styleMap first
 * writes a style attribute, which the page's content security policy forbids.
 */
export const styled = directive(
  class extends Directive {
    #before: readonly string[] = [];

    override render(_styles: Readonly<Record<string, string>>): typeof noChange {
      return noChange;
    }

    override update(part: ElementPart, [styles]: [Readonly<Record<string, string>>]) {
      if (!(part.element instanceof HTMLElement)) return noChange;
      const { style } = part.element;
      for (const name of this.#before) if (!(name in styles)) style.removeProperty(name);
      for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
      this.#before = Object.keys(styles);
      return noChange;
    }
  },
);
