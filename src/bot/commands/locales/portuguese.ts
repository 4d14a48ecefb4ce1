import type { CommandTexts } from './english.js';

/** The Portuguese of Brazil, the only one that Discord knows. */
export const PORTUGUESE: CommandTexts = {
  imagine: {
    name: 'imaginar',
    description: 'Crie uma imagem ou altere imagens',
    options: {
      prompt: {
        name: 'prompt',
        description: 'O que criar ou o que mudar nas imagens',
      },
      picture: { name: 'imagem', description: 'Uma imagem de partida' },
      picture2: { name: 'imagem2', description: 'Outra imagem de partida' },
      picture3: { name: 'imagem3', description: 'Outra imagem de partida' },
      picture4: { name: 'imagem4', description: 'Outra imagem de partida' },
      avatar: { name: 'avatar', description: 'A pessoa cuja foto de perfil será usada' },
      style: { name: 'estilo', description: 'Um dos 25 estilos' },
      ratio: { name: 'proporção', description: 'Largura por altura' },
      size: { name: 'tamanho', description: 'O tamanho da imagem' },
      count: { name: 'quantidade', description: 'Quantas imagens' },
      model: { name: 'modelo', description: 'O modelo de imagem' },
      private: { name: 'privado', description: 'Se só você vê o cartão' },
    },
  },
  editPicture: { name: 'Editar esta imagem' },
  history: {
    name: 'histórico',
    description: 'O que você me pediu',
    options: {
      search: { name: 'busca', description: 'Palavras dos seus prompts' },
      kept: { name: 'mantidas', description: 'Só o que é mantido com ⭐' },
    },
  },
  show: {
    name: 'mostrar',
    description: 'Traga um cartão para cá',
    options: {
      id: {
        name: 'id',
        description: 'Fica no rodapé do cartão; os 8 primeiros caracteres bastam',
      },
    },
  },
  help: { name: 'ajuda', description: 'Como criar imagens comigo' },
  status: { name: 'status', description: 'Como estou' },
  settings: {
    name: 'configurações',
    description: 'As configurações com que os novos cartões começam',
    options: {
      for: { name: 'para', description: 'De quem: seus cartões, se você não escolher' },
    },
    choices: { person: { name: 'mim' }, server: { name: 'este servidor' } },
  },
};
