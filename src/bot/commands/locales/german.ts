import type { CommandTexts } from './english.js';

export const GERMAN: CommandTexts = {
  imagine: {
    name: 'bild',
    description: 'Ein Bild erstellen oder Bilder verändern',
    options: {
      prompt: {
        name: 'prompt',
        description: 'Was entstehen soll oder was sich an den Bildern ändern soll',
      },
      picture: { name: 'vorlage', description: 'Ein Bild als Vorlage' },
      picture2: { name: 'vorlage2', description: 'Noch ein Bild als Vorlage' },
      picture3: { name: 'vorlage3', description: 'Noch ein Bild als Vorlage' },
      picture4: { name: 'vorlage4', description: 'Noch ein Bild als Vorlage' },
      avatar: { name: 'avatar', description: 'Jemand, dessen Profilbild als Vorlage dient' },
      style: { name: 'stil', description: 'Einer von 25 Stilen' },
      ratio: { name: 'seitenverhältnis', description: 'Breite zu Höhe' },
      size: { name: 'größe', description: 'Wie groß' },
      count: { name: 'anzahl', description: 'Wie viele Bilder' },
      model: { name: 'modell', description: 'Das Bildmodell' },
      private: { name: 'privat', description: 'Ob nur du die Karte siehst' },
    },
  },
  editPicture: { name: 'Dieses Bild bearbeiten' },
  history: {
    name: 'verlauf',
    description: 'Worum du mich gebeten hast',
    options: {
      search: { name: 'suche', description: 'Wörter aus deinen Prompts' },
      kept: { name: 'behalten', description: 'Nur, was mit ⭐ behalten wird' },
    },
  },
  show: {
    name: 'zeigen',
    description: 'Eine Karte hierherholen',
    options: {
      id: {
        name: 'id',
        description: 'Steht unten auf der Karte; die ersten 8 Zeichen genügen',
      },
    },
  },
  help: { name: 'hilfe', description: 'Wie du mit mir Bilder erstellst' },
  status: { name: 'status', description: 'Wie es mir geht' },
  settings: {
    name: 'einstellungen',
    description: 'Womit neue Karten anfangen',
    options: {
      for: { name: 'für', description: 'Wessen Karten: deine, wenn du nichts auswählst' },
    },
    choices: { person: { name: 'mich' }, server: { name: 'diesen Server' } },
  },
};
