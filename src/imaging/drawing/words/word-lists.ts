import { phrasesOf } from './phrases.js';

/**
 * Nouns for which the keyword set has no word, or a word for something else as well: what is meant is
 * the name of an icon.
 */
export const SYNONYMS: ReadonlyMap<string, string> = new Map(
  phrasesOf({
    airplane: 'plane, jet, aeroplane',
    'artist-palette': 'paint, paints',
    automobile: 'car, sedan, sports car',
    baby: 'infant',
    'baby-chick': 'chick, duckling',
    'baguette-bread': 'baguette',
    'ballet-shoes': 'ballerina',
    balloon: 'party balloon',
    bathtub: 'bath, tub',
    'beer-mug': 'beer, pint',
    bird: 'sparrow, robin, songbird',
    'birthday-cake': 'cake, birthday',
    bison: 'buffalo',
    'black-cat': 'dark cat',
    blossom: 'wildflower, flower, bloom',
    bouquet: 'bunch of flowers',
    'bow-and-arrow': 'bow, arrow',
    'bridge-at-night': 'bridge',
    candle: 'candles',
    castle: 'fortress, fort',
    cat: 'kitten, kitty, tabby',
    chains: 'chain',
    chair: 'stool, bench',
    'cheese-wedge': 'cheese',
    cherries: 'cherry',
    'chess-pawn': 'chess',
    child: 'kid',
    chipmunk: 'squirrel',
    'chocolate-bar': 'chocolate',
    'classical-building': 'museum, palace',
    'clown-face': 'clown, jester',
    cook: 'chef',
    cooking: 'frying pan',
    'couch-and-lamp': 'couch, armchair',
    crown: 'tiara',
    'crystal-ball': 'crystal',
    dagger: 'sword, blade',
    'deciduous-tree': 'tree, oak, maple tree, willow',
    'derelict-house': 'haunted house',
    dog: 'puppy, hound, corgi, labrador, husky, dachshund',
    dove: 'pigeon',
    eagle: 'falcon, hawk',
    'evergreen-tree': 'pine tree, fir tree, spruce',
    ewe: 'sheep',
    'face-with-monocle': 'monocle',
    'fallen-leaf': 'autumn leaf, dry leaf',
    ferry: 'ferryboat',
    'film-frames': 'film',
    fireworks: 'firework',
    'flying-saucer': 'spaceship, spacecraft, starship',
    'fork-and-knife': 'fork',
    fox: 'vixen',
    'front-facing-baby-chick': 'baby bird',
    'full-moon': 'moon',
    'gem-stone': 'gem, emerald, sapphire',
    'globe-showing-europe-africa': 'earth, world',
    gloves: 'glove',
    goblin: 'goblin, troll, ogre',
    hamburger: 'burger',
    headstone: 'gravestone',
    'health-worker': 'doctor, nurse',
    herb: 'grass, fern, basil, mint',
    'high-heeled-shoe': 'high heel',
    'high-speed-train': 'bullet train',
    'hiking-boot': 'boots',
    'honey-pot': 'honey, jar of honey',
    honeybee: 'wasp',
    'hot-beverage': 'tea, cup, cup of coffee, cup of tea, cappuccino',
    'hourglass-done': 'hourglass, sand clock',
    house: 'home, villa, mansion',
    'house-with-garden': 'farmhouse, garden house',
    hut: 'cabin, shack, cottage',
    'ice-cream': 'sundae, gelato',
    'ice-skate': 'skate, skates',
    jellyfish: 'jelly fish',
    'kiwi-fruit': 'kiwi',
    ladder: 'stairs',
    'light-bulb': 'lightbulb, lamp',
    locked: 'lock',
    locomotive: 'steam train, steam engine',
    'man-dancing': 'dancing man',
    'mantelpiece-clock': 'clock',
    'money-bag': 'money, treasure, treasure chest',
    'motor-scooter': 'moped',
    'musical-keyboard': 'keyboard instrument',
    necktie: 'tie',
    'old-man': 'grandfather',
    'old-woman': 'grandmother, grandma, granny',
    'oncoming-automobile': 'taxi cab',
    'open-book': 'book, spellbook',
    package: 'box, cardboard box, crate',
    'palm-tree': 'palm',
    'paw-prints': 'paw, paw print',
    'police-officer': 'policeman, policewoman, cop',
    'person-fencing': 'knight, musketeer',
    'person-in-suit-levitating': 'levitating man',
    'person-mage': 'wizard, magician',
    pilot: 'aviator',
    'pirate-flag': 'pirate',
    'pot-of-food': 'soup, cauldron',
    'potted-plant': 'plant, houseplant, flowerpot',
    'pouring-liquid': 'jug',
    prince: 'king',
    princess: 'queen',
    'racing-car': 'race car, formula one',
    'raised-hand': 'hand',
    'red-heart': 'heart, love heart',
    'rescue-workers-helmet': 'helmet',
    rocket: 'spaceship launch',
    'rolled-up-newspaper': 'newspaper',
    'running-shoe': 'shoe, sneaker, sneakers, shoes',
    sailboat: 'boat, yacht, sailing boat',
    'santa-claus': 'santa',
    school: 'school, schoolhouse',
    'sheaf-of-rice': 'wheat, hay',
    shortcake: 'piece of cake, slice of cake',
    skis: 'ski',
    'soccer-ball': 'ball, soccer, football',
    socks: 'sock',
    'soft-ice-cream': 'ice cream, ice cream cone',
    spaghetti: 'noodles',
    'speech-balloon': 'speech bubble',
    'spiral-shell': 'conch',
    'statue-of-liberty': 'statue',
    'sun-with-face': 'smiling sun',
    sunglasses: 'shades',
    'takeout-box': 'takeaway',
    'tanabata-tree': 'bamboo',
    tangerine: 'orange, oranges',
    'teacup-without-handle': 'teacup, green tea',
    'teddy-bear': 'teddy, stuffed bear',
    toolbox: 'tool',
    'top-hat': 'tophat',
    'tropical-fish': 'goldfish, clownfish',
    umbrella: 'parasol',
    'vertical-traffic-light': 'traffic light',
    videocassette: 'tape',
    whale: 'orca',
    'wine-glass': 'wine, glass of wine, red wine',
    'woman-dancing': 'dancer',
    'woman-mage': 'witch, sorceress',
    'womans-hat': 'straw hat, sun hat',
    wood: 'log',
    'world-map': 'treasure map',
    'wrapped-gift': 'parcel',
  }),
);

/** Words that the keyword set gives to a picture, but that name nothing which could be drawn. */
export const NO_NOUNS: ReadonlySet<string> = new Set(
  `about above across launch launching loud need pad wet windows shoot shooting stick action activity adult after again against air all along alone always amazing
  animal animals any area arrival art asleep away awesome back background bad beautiful beauty before
  behind best better beverage big bit black blond blue body bold both bottom bright broken brown build
  button buy calm care careful carry cartoon celebrate celebration cheerful circle class classic clean
  clear climb close closed clothes clothing cold color colorful comfort cool country couple cover crazy
  creature creative culture cut cute daily dance dangerous dark date day decoration deep delicious
  design detailed detail dining dinner direction do down draw drawing dream dressed drink drinking drive
  driving dry eat eating education elegant empty end energy epic evening event exercise fall falling
  fantasy fashion fast fear fight fill find fine first flat flavor flying food formal fresh friend
  friendly friends front fruit full fun funny game games girly glad glow glowing go gold golden good
  gray great green grey ground group grow guard half hand handle hang happiness happy hard head healthy
  heavy hello help high hold holding holiday holidays home hot huge human hunt ice idea image in inside
  international job join jump jumping just kind kitchen large last laugh leave left legs lesson letter
  life light like line little live lonely long look lots love lovely low luck lucky lunch lying made
  magic magical majestic make male many mark material meal mean medicine meet middle mind mini model
  modern mood morning mouth move movie music mystery mystical name nature nautical near neutral new nice
  night no noble note nothing object office old on one open orange outdoor outdoors over own paint
  painting paper part party past pattern peace peaceful people person pet photo photograph picture pink
  place plain plan play player playing please point poor portrait power pretty print private pub pull
  purple push quick quiet ran rain rainy read ready reading real realistic red relax rest restaurant rich
  ride riding right rise romance romantic round royal run running sad safe safety sail same save scary
  scene school science sea season see set shade shape sharp shine shiny shop shopping short shot show
  side sign silent silver simple sing singing sit sitting skin sky sleep sleeping sleepy slow small smart
  smile smiling smoke smooth snack soft sorry sound space special speed spooky sport sports spot spring
  square stand standing start steam still stone stop stormy story straight street strong study style
  summer sunny sunset super surprise sweet swim swimming symbol tall tall taste team text texture thank
  thing things think thinking thirsty time tiny tired tool top touch tour tourism town toy transportation
  travel traveling tropical try turn two ugly under unique up usa use vacation vector vehicle very video
  view vintage violet wait walk walking wall warm warning wash water way wear wearing weather weird well
  west white wide wild will win wind windy winter wise with word words work working world worship worth
  write writing wrong yellow yes yoga young yummy zoo`.split(/\s+/),
);
