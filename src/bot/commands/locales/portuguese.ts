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
  report: { name: 'Denunciar' },
  removeCard: { name: 'Remover cartão' },
  adminLog: {
    name: 'registro',
    description: 'Para onde vai o registro de moderação deste servidor',
    options: {
      channel: { name: 'canal', description: 'O canal para isso' },
      off: { name: 'desligar', description: 'Se deve ser desligado' },
    },
  },
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
  forget: {
    name: 'esquecer',
    description: 'Apagar um dos seus cartões, ou tudo o que guardei de você',
    options: {
      card: {
        name: 'cartão',
        description: 'O ID no rodapé do cartão ou os primeiros 8 caracteres; vazio: tudo',
      },
    },
  },
  export: { name: 'exportar', description: 'Tudo o que guardei de você, em um arquivo compactado' },
  help: { name: 'ajuda', description: 'Como criar imagens comigo' },
  usage: { name: 'uso', description: 'O que ainda resta para você e quando haverá mais' },
  status: { name: 'status', description: 'Como estou' },
  admin: { name: 'administração', description: 'O que se pode fazer comigo neste servidor' },
  adminCardUse: {
    name: 'uso-de-cartões',
    description: 'Quem pode usar os cartões',
    options: {
      who: {
        name: 'quem',
        description: 'owner: quem pediu; everyone: quem os vê; default: como quem me opera definiu',
      },
    },
  },
  adminChannel: {
    name: 'canal',
    description: 'Em que canais faço imagens; se nenhum for permitido, em todos',
    options: {
      channel: { name: 'canal', description: 'O canal ou a categoria' },
      allowed: { name: 'permitido', description: 'Se faço imagens lá' },
    },
  },
  adminRole: {
    name: 'cargo',
    description: 'Para que cargos faço imagens; se nenhum for permitido, para todos',
    options: {
      role: { name: 'cargo', description: 'O cargo' },
      allowed: { name: 'permitido', description: 'Se faço imagens para os membros dele' },
    },
  },
  adminRetention: {
    name: 'retenção',
    description: 'Por quanto tempo os cartões deste servidor são guardados',
    options: {
      days: { name: 'dias', description: 'Dias após o último uso; 0: como quem me opera definiu' },
    },
  },
  adminQuota: {
    name: 'cota',
    description: 'Quantas imagens alguém pode fazer; para quem me opera',
    options: {
      for: { name: 'para', description: 'Um cargo ou uma pessoa' },
      quota: {
        name: 'cota',
        description: 'Por exemplo 200/24h, exempt sem limite, default a habitual',
      },
    },
  },
  adminRules: { name: 'regras', description: 'O que se pode fazer comigo neste servidor agora' },
  settings: {
    name: 'configurações',
    description: 'As configurações com que os novos cartões começam',
    options: {
      for: { name: 'para', description: 'De quem: seus cartões, se você não escolher' },
    },
    choices: { person: { name: 'mim' }, server: { name: 'este servidor' } },
  },
};
