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
  report: { name: 'Melden' },
  removeCard: { name: 'Karte entfernen' },
  adminLog: {
    name: 'protokoll',
    description: 'Wohin das Moderationsprotokoll dieses Servers geht',
    options: {
      channel: { name: 'kanal', description: 'Der Kanal dafür' },
      off: { name: 'aus', description: 'Ob es abgeschaltet wird' },
    },
  },
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
  forget: {
    name: 'vergessen',
    description: 'Eine deiner Karten löschen, oder alles, was ich von dir gespeichert habe',
    options: {
      card: {
        name: 'karte',
        description: 'Die ID unten auf der Karte oder ihre ersten 8 Zeichen; leer: alles',
      },
    },
  },
  export: {
    name: 'exportieren',
    description: 'Alles, was ich von dir gespeichert habe, als Archiv',
  },
  help: { name: 'hilfe', description: 'Wie du mit mir Bilder erstellst' },
  usage: { name: 'verbrauch', description: 'Was dir noch bleibt, und wann mehr dazukommt' },
  status: { name: 'status', description: 'Wie es mir geht' },
  admin: { name: 'verwaltung', description: 'Was Leute auf diesem Server mit mir tun dürfen' },
  adminCardUse: {
    name: 'kartennutzung',
    description: 'Wer Karten benutzen darf',
    options: {
      who: {
        name: 'wer',
        description:
          'owner: wer gefragt hat; everyone: alle, die sie sehen; default: wie mein Betreiber es will',
      },
    },
  },
  adminChannel: {
    name: 'kanal',
    description: 'In welchen Kanälen Bilder entstehen; solange keiner erlaubt ist, in allen',
    options: {
      channel: { name: 'kanal', description: 'Der Kanal oder die Kategorie' },
      allowed: { name: 'erlaubt', description: 'Ob dort Bilder entstehen' },
    },
  },
  adminRole: {
    name: 'rolle',
    description: 'Für welche Rollen Bilder entstehen; solange keine erlaubt ist, für alle',
    options: {
      role: { name: 'rolle', description: 'Die Rolle' },
      allowed: { name: 'erlaubt', description: 'Ob für ihre Mitglieder Bilder entstehen' },
    },
  },
  adminRetention: {
    name: 'aufbewahrung',
    description: 'Wie lange die Karten dieses Servers bleiben',
    options: {
      days: {
        name: 'tage',
        description: 'Tage nach der letzten Nutzung; 0: so lange, wie mein Betreiber es will',
      },
    },
  },
  adminQuota: {
    name: 'kontingent',
    description: 'Wie viele Bilder jemand machen darf; für meinen Betreiber',
    options: {
      for: { name: 'für', description: 'Eine Rolle oder eine Person' },
      quota: {
        name: 'kontingent',
        description: 'Etwa 200/24h, exempt für keine Grenze, default für die übliche',
      },
    },
  },
  adminRules: {
    name: 'regeln',
    description: 'Was Leute auf diesem Server jetzt mit mir tun dürfen',
  },
  settings: {
    name: 'einstellungen',
    description: 'Womit neue Karten anfangen',
    options: {
      for: { name: 'für', description: 'Wessen Karten: deine, wenn du nichts auswählst' },
    },
    choices: { person: { name: 'mich' }, server: { name: 'diesen Server' } },
  },
};
