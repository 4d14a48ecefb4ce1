import type { ComponentUse, Failure } from '../state/component-use.js';
import type { World } from '../state/world.js';

/** What the last step of the tour offers to try. */
export type Thing = 'settings' | 'vary' | 'history' | 'budget';

/** The beginnings of the custom ids that the things have on a card. */
const CUSTOM_IDS: readonly (readonly [Thing, string])[] = [
  ['settings', 'card_settings'],
  ['vary', 'style_vary'],
];

/** The things in their order, each with what the person does and what that shows. */
export const THINGS: readonly (readonly [Thing, string, string])[] = [
  ['settings', 'Press ⚙️ Settings', 'choose the aspect ratio and how many pictures you get'],
  ['vary', 'Press 🎛️ Vary', 'get other pictures like the one you see'],
  ['history', 'Send /history', 'find everything you have made, and post it again'],
  ['budget', 'Switch on “Small budget”', 'after about two pictures, see how the bot refuses more'],
];

/** The part of the screen that the tour uses. */
export interface Watched {
  readonly answered: ComponentUse | null;
  readonly ranCommand: string | null;
  readonly failures: Readonly<Record<string, Failure>>;
}

/** What of it the person has just tried. */
export function triedNow({ bot }: World, { answered, ranCommand }: Watched): readonly Thing[] {
  const pressed = CUSTOM_IDS.filter(([, begin]) => answered?.customId.startsWith(begin));
  return [
    ...pressed.map(([thing]) => thing),
    ...(ranCommand === 'history' ? (['history'] as const) : []),
    ...(bot.hasSmallBudget ? (['budget'] as const) : []),
  ];
}
