import { controllaCampi, type Valori } from '../../ui/campo';
import { campiRichiesta } from './esigenze';
import { nuovaRichiesta } from './richiesta';

const scritta: Valori = {
  comune: '017075',
  eta: '4',
  fratelli: '2',
  etaFratelli: '6, 9',
  macrocategoria: 'RECUPERABILE',
  tipo: 'RESIDENZIALE',
  lingue: 'ar,en',
  culture: 'marocchina , ',
  parenti: 'fa-04-0001',
  autorita: ' Tribunale per i minorenni ',
  data: '2026-01-10',
  durataMesi: '18',
};
const sbagli = (more: Valori) => {
  const valori = { ...scritta, ...more };
  return controllaCampi(campiRichiesta([], [], valori), valori);
};

test('a request says all that the matching needs, and null for what nobody said', () => {
  expect(sbagli({})).toEqual({});
  expect(nuovaRichiesta(scritta)).toEqual({
    caso: null,
    comune: '017075',
    eta: 4,
    fratelli: 2,
    etaFratelli: [6, 9],
    bisogniSpeciali: false,
    macrocategoria: 'RECUPERABILE',
    tipo: 'RESIDENZIALE',
    natura: null,
    vicinanza: null,
    scuola: null,
    lingue: ['ar', 'en'],
    culture: ['marocchina'],
    parenti: ['FA-04-0001'],
    decreto: { autorita: 'Tribunale per i minorenni', data: '2026-01-10', durataMesi: 18, prorogaMesi: 0 },
  });
});

test.each([
  ['6', 'Serve un’età per ogni fratello: qui 2.'],
  ['6, 3', 'L’età del minore è quella del più piccolo.'],
  ['6, nove', 'Scrivi età da 0 a 17, per esempio 9, 12.'],
])('ages of siblings that do not add up are said before they are sent: %s', (etaFratelli, expected) =>
  expect(sbagli({ etaFratelli }).etaFratelli).toBe(expected),
);

test('without siblings nothing is asked or said of their ages', () => {
  expect(campiRichiesta([], [], { fratelli: '0' }).map(({ nome }) => nome)).not.toContain('etaFratelli');
  expect(nuovaRichiesta({ ...scritta, fratelli: '' }).etaFratelli).toBeNull();
});

test('a decision of tomorrow, or too many languages, is refused at once', () => {
  expect(sbagli({ data: '2999-01-01' }).data).toMatch(/^Non può essere più di /);
  expect(sbagli({ lingue: 'ar,bn,de,en,es,fr' }).lingue).toBe('Al più 5.');
});
