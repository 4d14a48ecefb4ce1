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
  help: { name: 'aide', description: 'Comment créer des images avec moi' },
  status: { name: 'statut', description: 'Comment je vais' },
  settings: {
    name: 'paramètres',
    description: 'Les réglages de départ des nouvelles cartes',
    options: {
      for: { name: 'pour', description: 'De qui : tes cartes, sauf si tu choisis autre chose' },
    },
    choices: { person: { name: 'moi' }, server: { name: 'ce serveur' } },
  },
};
