import { phrasesOf } from './phrases.js';

/**
 * Nouns for which the keyword set has no word, or a word for something else as well: what is meant
 * is the name of an icon.
 */
export const SYNONYMS: ReadonlyMap<string, string> = new Map(
  phrasesOf({
    airplane: 'plane, jet, aeroplane',
    'artist-palette': 'paints',
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
  `abandon abandoned about above absorbing acidic across acting action activity adult african after
  again against air alarm alert all alone along always amazing american ancient animal animals any
  arabian architectural arctic area arrest arrival arriving art artificial asian asleep assist
  athletic away awesome back background bad baked bald beat beautiful beauty before behind best bet
  better beverage big bit black blind blond blow blue boarding body boiled bold boom boring born
  both bottom bound break brief bright brightness british broken bronze brown build bump burn burp
  butt button buy calculate call calling calm care careful carry cartoon carving casual catch cause
  caution celebrate celebration charm cheeky cheerful cheers chill chinese chirp circle class
  classic classy clean cleaning clear click climb climbing close closed clothes clothing cloudy cold
  color colorful comfort comic compose cool corner cosy count counting country couple cover covid
  cozy crazy create creative creature creepy crop cross crossed culture curious curve cut cute
  cutting daily dance danger dangerous dark data date day dead decorated decoration deep delicious
  dental department deploy design detail detailed die dig digital dining dinner direction disability
  disabled do domestic double down downwards drained draw drawing dream dressed drink drinking drip
  drive driving drop dropped drunk dry early east eat eating edge education eighth electric
  electronic elegant elementary emoji empty end energy epic error european evening event evil
  exchange exercise exit expendable explode explosive express extinct extinction extinguish
  extraterrestrial eyesight faithful fall falling fantasy fashion fast favorite fear feature feeding
  female fight fighting filing fill filling find fine first fix flat flavor flip float flowing
  flying food force formal french fresh fried friend friendly friends front frosty frozen fruit full
  fun funny future game games gay german gesture girly glad glide global glow glowing go gold golden
  good grave gray great greek green grey ground group grow growth guard half hand handle handy hang
  happiness happy hard harm hatched haunted head heal healthy heavy hello help here high history hit
  hobby hoist hold holding holiday holidays home hop hot hour huge hugging human hunt hurt ice icon
  idea image immortal in indecisive indian industrial industry information input insert inside
  international irish japanese jewish job join jump jumping just justice kick kills kind kitchen
  kneeling landing large last late laugh launch launching law lazy lead leader learn leave left
  legal legs length lesson letter life lift light like limit line lines linked lit little live load
  location lonely long look lots loud love lovely low lower luck lucky lunch lying made magic
  magical magnetic majestic make male many mark material meal mean medical medicine medium meet mega
  melted merry mexican middle mind mini miniature mobility model modern mood morning mother mouth
  move mover movie moving multiple music mute muted mystery mystical name nation nature nautical
  near need nerdy neutral new nice night no noble noisy note nothing novel nurturing object obsolete
  octagonal off office old on one open opening optical orange order organizing ostentatious out
  outdoor outdoors outgoing over own packing pad paint painting paper part partly party pass past
  pattern peace peaceful people period person personal pet photo photograph picture pile pink place
  plain plan planning play player playful playing please point pointing poor porous portrait
  position postal power present preserve press pretty price pride print printed private progress
  protest proud psychic pub public pull purple push quench quick quiet race rain raining rainy ran
  random read reading ready real realistic reborn rebound receive recovery recreational red regular
  relax religious remove resources rest restaurant rich ride riding right rip rise roar roll romance
  romantic rotary rotting round rounded royal rubbish run running russian sad safe safety sail same
  save scary scene schedule school science sea search season second secret secure see seeing selling
  sent serve service set shade shape sharp shave shedding shine shining shiny shipping shoot
  shooting shop shopping short shot show sick side sight sign signal silent silly silver simple sing
  singing sit sitting skin sky sleep sleeping sleepy slow sly small smallest smart smelly smile
  smiling smoke smoking smooth snack snowing soar soft solid sorry sound space sparkling special
  speed spicy spill spin split spooky sport sports spot spots spring square stack stamp stand
  standard standing start steam steamed steaming step stick still sting stink stone stop stormy
  story straight street strip striped strong study stuffed style summer sunny sunset super support
  surprise sustain sweat sweeping sweet swim swimming swiss symbol system take taking talk tall
  tangled target taste teach team test text texture thank thanksgiving thing things think thinking
  third thirsty tidy time tiny tired together tone tool top toss touch tour tourism town toy
  tracking transparent transport transportation travel traveling tropical try turn twilight twisted
  two type ugly ultimate under underground underwater unique unlock unlucky up upon urban usa use
  useless vacation vector vehicle very video view vintage violet vote voting wait wake walk walking
  wall warm warning wash water way wear wearing weather weird well west wet when white wide wild
  will win wind windows windy winning winter wireless wise wish with woolly word words work working
  world worship worth wrapped write writing wrong yellow yes yoga young yummy zoo zoom`.split(
    /\s+/,
  ),
);
