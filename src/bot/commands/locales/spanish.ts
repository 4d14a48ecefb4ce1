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
  help: { name: 'ayuda', description: 'Cómo crear imágenes conmigo' },
  status: { name: 'estado', description: 'Cómo estoy' },
  settings: {
    name: 'ajustes',
    description: 'Los ajustes con los que empiezan las tarjetas nuevas',
    options: {
      for: { name: 'para', description: 'De quién: tus tarjetas, si no eliges otra cosa' },
    },
    choices: { person: { name: 'mí' }, server: { name: 'este servidor' } },
  },
};
