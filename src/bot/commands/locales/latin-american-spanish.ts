import type { CommandTexts } from './english.js';
import { SPANISH } from './spanish.js';

/** The Spanish of Latin America, where it is another one than that of Spain. */
export const LATIN_AMERICAN_SPANISH: CommandTexts = {
  ...SPANISH,
  history: { ...SPANISH.history, description: 'Lo que me pediste' },
  forget: {
    ...SPANISH.forget,
    description: 'Borrar una de tus tarjetas, o todo lo que guardé de ti',
  },
  export: { ...SPANISH.export, description: 'Todo lo que guardé de ti, en un archivo comprimido' },
  settings: {
    ...SPANISH.settings,
    name: 'configuración',
    description: 'La configuración con la que empiezan las tarjetas nuevas',
  },
};
