import type { CommandTexts } from './english.js';

/** The Spanish of Spain. */
export const SPANISH: CommandTexts = {
  imagine: {
    name: 'imaginar',
    description: 'Crea una imagen o modifica imágenes',
    options: {
      prompt: {
        name: 'prompt',
        description: 'Lo que quieres crear o cambiar en las imágenes',
      },
      picture: { name: 'imagen', description: 'Una imagen de partida' },
      picture2: { name: 'imagen2', description: 'Otra imagen de partida' },
      picture3: { name: 'imagen3', description: 'Otra imagen de partida' },
      picture4: { name: 'imagen4', description: 'Otra imagen de partida' },
      avatar: { name: 'avatar', description: 'La persona cuya foto de perfil se usa' },
      style: { name: 'estilo', description: 'Uno de los 25 estilos' },
      ratio: { name: 'proporción', description: 'Ancho por alto' },
      size: { name: 'tamaño', description: 'El tamaño de la imagen' },
      count: { name: 'cantidad', description: 'Cuántas imágenes' },
      model: { name: 'modelo', description: 'El modelo de imagen' },
      private: { name: 'privado', description: 'Si solo tú ves la tarjeta' },
    },
  },
  editPicture: { name: 'Editar esta imagen' },
  report: { name: 'Denunciar' },
  removeCard: { name: 'Quitar la tarjeta' },
  adminLog: {
    name: 'registro',
    description: 'Adónde va el registro de moderación de este servidor',
    options: {
      channel: { name: 'canal', description: 'El canal para ello' },
      off: { name: 'apagar', description: 'Si se apaga' },
    },
  },
  history: {
    name: 'historial',
    description: 'Lo que me has pedido',
    options: {
      search: { name: 'buscar', description: 'Palabras de tus prompts' },
      kept: { name: 'guardadas', description: 'Solo lo que se conserva con ⭐' },
    },
  },
  show: {
    name: 'mostrar',
    description: 'Trae una tarjeta aquí',
    options: {
      id: {
        name: 'id',
        description: 'Está al pie de la tarjeta; bastan sus 8 primeros caracteres',
      },
    },
  },
  forget: {
    name: 'olvidar',
    description: 'Borrar una de tus tarjetas, o todo lo que he guardado de ti',
    options: {
      card: {
        name: 'tarjeta',
        description: 'El ID al pie de la tarjeta o sus primeros 8 caracteres; vacío: todo',
      },
    },
  },
  export: {
    name: 'exportar',
    description: 'Todo lo que he guardado de ti, en un archivo comprimido',
  },
  help: { name: 'ayuda', description: 'Cómo crear imágenes conmigo' },
  usage: { name: 'uso', description: 'Lo que te queda y cuándo habrá más' },
  status: { name: 'estado', description: 'Cómo estoy' },
  admin: { name: 'administración', description: 'Qué se puede hacer conmigo en este servidor' },
  adminCardUse: {
    name: 'uso-de-tarjetas',
    description: 'Quién puede usar las tarjetas',
    options: {
      who: {
        name: 'quién',
        description:
          'owner: quien pidió; everyone: quien las ve; default: como diga quien me gestiona',
      },
    },
  },
  adminChannel: {
    name: 'canal',
    description: 'En qué canales hago imágenes; si no se permite ninguno, en todos',
    options: {
      channel: { name: 'canal', description: 'El canal o la categoría' },
      allowed: { name: 'permitido', description: 'Si hago imágenes allí' },
    },
  },
  adminRole: {
    name: 'rol',
    description: 'Para qué roles hago imágenes; si no se permite ninguno, para todos',
    options: {
      role: { name: 'rol', description: 'El rol' },
      allowed: { name: 'permitido', description: 'Si hago imágenes para sus miembros' },
    },
  },
  adminRetention: {
    name: 'conservación',
    description: 'Cuánto tiempo se guardan las tarjetas de este servidor',
    options: {
      days: {
        name: 'días',
        description: 'Días desde su último uso; 0: como diga quien me gestiona',
      },
    },
  },
  adminQuota: {
    name: 'cuota',
    description: 'Cuántas imágenes puede hacer alguien; para quien me gestiona',
    options: {
      for: { name: 'para', description: 'Un rol o una persona' },
      quota: {
        name: 'cuota',
        description: 'Por ejemplo 200/24h, exempt sin límite, default la habitual',
      },
    },
  },
  adminRules: { name: 'reglas', description: 'Qué se puede hacer conmigo en este servidor ahora' },
  settings: {
    name: 'ajustes',
    description: 'Los ajustes con los que empiezan las tarjetas nuevas',
    options: {
      for: { name: 'para', description: 'De quién: tus tarjetas, si no eliges otra cosa' },
    },
    choices: { person: { name: 'mí' }, server: { name: 'este servidor' } },
  },
};
