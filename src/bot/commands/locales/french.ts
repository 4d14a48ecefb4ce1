import type { CommandTexts } from './english.js';

export const FRENCH: CommandTexts = {
  imagine: {
    name: 'imaginer',
    description: 'Créer une image ou modifier des images',
    options: {
      prompt: {
        name: 'prompt',
        description: 'Ce que tu veux voir, ou ce qu’il faut changer dans les images',
      },
      picture: { name: 'image', description: 'Une image de départ' },
      picture2: { name: 'image2', description: 'Une autre image de départ' },
      picture3: { name: 'image3', description: 'Une autre image de départ' },
      picture4: { name: 'image4', description: 'Une autre image de départ' },
      avatar: { name: 'avatar', description: 'La personne dont utiliser la photo de profil' },
      style: { name: 'style', description: 'L’un des 25 styles' },
      ratio: { name: 'format', description: 'Largeur par rapport à la hauteur' },
      size: { name: 'taille', description: 'La taille de l’image' },
      count: { name: 'nombre', description: 'Combien d’images' },
      model: { name: 'modèle', description: 'Le modèle d’image' },
      private: { name: 'privé', description: 'Si la carte n’est visible que par toi' },
    },
  },
  editPicture: { name: 'Modifier cette image' },
  report: { name: 'Signaler' },
  removeCard: { name: 'Retirer la carte' },
  adminLog: {
    name: 'journal',
    description: 'Où va le journal de modération de ce serveur',
    options: {
      channel: { name: 'salon', description: 'Le salon prévu pour cela' },
      off: { name: 'arret', description: 'S’il faut l’arrêter' },
    },
  },
  history: {
    name: 'historique',
    description: 'Ce que tu m’as demandé',
    options: {
      search: { name: 'recherche', description: 'Des mots de tes prompts' },
      kept: { name: 'conservées', description: 'Seulement ce qui est conservé avec ⭐' },
    },
  },
  show: {
    name: 'afficher',
    description: 'Amener une carte ici',
    options: {
      id: {
        name: 'id',
        description: 'En bas de la carte ; ses 8 premiers caractères suffisent',
      },
    },
  },
  forget: {
    name: 'oublier',
    description: 'Effacer une de tes cartes, ou tout ce que j’ai enregistré de toi',
    options: {
      card: {
        name: 'carte',
        description: 'L’identifiant en bas de la carte, ou ses 8 premiers caractères ; vide : tout',
      },
    },
  },
  export: { name: 'exporter', description: 'Tout ce que j’ai enregistré de toi, en archive' },
  help: { name: 'aide', description: 'Comment créer des images avec moi' },
  usage: { name: 'utilisation', description: 'Ce qu’il te reste, et quand il y en aura plus' },
  status: { name: 'statut', description: 'Comment je vais' },
  admin: { name: 'administration', description: 'Ce qu’on peut faire avec moi sur ce serveur' },
  adminCardUse: {
    name: 'usage-des-cartes',
    description: 'Qui peut utiliser les cartes',
    options: {
      who: {
        name: 'qui',
        description:
          'owner : qui a demandé ; everyone : qui les voit ; default : selon mon exploitant',
      },
    },
  },
  adminChannel: {
    name: 'salon',
    description: 'Dans quels salons je fais des images ; si aucun n’est autorisé, dans tous',
    options: {
      channel: { name: 'salon', description: 'Le salon ou la catégorie' },
      allowed: { name: 'autorisé', description: 'Si j’y fais des images' },
    },
  },
  adminRole: {
    name: 'rôle',
    description:
      'Pour quels rôles je fais des images ; si aucun n’est autorisé, pour tout le monde',
    options: {
      role: { name: 'rôle', description: 'Le rôle' },
      allowed: { name: 'autorisé', description: 'Si je fais des images pour ses membres' },
    },
  },
  adminRetention: {
    name: 'conservation',
    description: 'Combien de temps les cartes de ce serveur sont gardées',
    options: {
      days: {
        name: 'jours',
        description: 'Jours après leur dernière utilisation ; 0 : selon mon exploitant',
      },
    },
  },
  adminQuota: {
    name: 'quota',
    description: 'Combien d’images quelqu’un peut faire ; pour mon exploitant',
    options: {
      for: { name: 'pour', description: 'Un rôle ou une personne' },
      quota: {
        name: 'quota',
        description: 'Par exemple 200/24h, exempt pour aucune limite, default pour l’habituelle',
      },
    },
  },
  adminRules: {
    name: 'règles',
    description: 'Ce qu’on peut faire avec moi sur ce serveur maintenant',
  },
  settings: {
    name: 'paramètres',
    description: 'Les réglages de départ des nouvelles cartes',
    options: {
      for: { name: 'pour', description: 'De qui : tes cartes, sauf si tu choisis autre chose' },
    },
    choices: { person: { name: 'moi' }, server: { name: 'ce serveur' } },
  },
};
