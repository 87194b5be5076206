// The best assignment at once against going through the list, on invented requests and families over the real comuni.
// node test/bench/affido.mjs [seconds for the solver]
import { readFileSync } from 'node:fs';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

const dist = new URL('../../subgraphs/ats/dist/src/affido/', import.meta.url);
const { quadroDi } = await import(new URL('piano/coppie.js', dist));
const { avido } = await import(new URL('piano/avido.js', dist));
const { pianoMigliore } = await import(new URL('piano/piano.js', dist));
const { prezzi } = await import(new URL('piano/prezzo.js', dist));
const { distanzeTra } = await import(new URL('abbinamento/distanze.js', dist));
const { pesi } = await import(new URL('abbinamento/pesi.js', dist));

const tempoLimiteMs = Number(process.argv[2] ?? 60) * 1000;
const { comuni } = JSON.parse(
  readFileSync(new URL('../../subgraphs/ats/data/coordinate-comuni.json', import.meta.url)),
);
const codici = Object.keys(comuni).sort();
const contesto = { oggi: '2026-11-01', distanza: distanzeTra(comuni), pesi: pesi() };
const TIPI = ['RESIDENZIALE', 'RESIDENZIALE', 'DIURNO', 'APPOGGIO', 'PRONTO_INTERVENTO', 'FINE_SETTIMANA'];

function caso(quante, seme = 1) {
  const generatore = xoroshiro128plus(seme);
  const intero = (min, max) => uniformInt(generatore, min, max);
  const una = (lista) => lista[intero(0, lista.length - 1)];
  const richieste = Array.from({ length: quante }, (_, n) => ({
    codice: `R-${n}`,
    ambito: 1,
    stato: 'IN_ATTESA',
    comune: una(codici),
    eta: intero(0, 16),
    fratelli: intero(0, 5) === 0 ? 1 : 0,
    etaFratelli: [],
    tipo: una(TIPI),
    macrocategoria: 'RECUPERABILE',
    bisogniSpeciali: intero(0, 6) === 0,
    decreto: {
      natura: 'GIUDIZIALE',
      autorita: 'TRIBUNALE_MINORENNI',
      data: '2026-01-01',
      durataMesi: null,
      prorogaMesi: 0,
    },
    affidoPrecedente: null,
    inAttesaDal: `2026-${String(intero(1, 10)).padStart(2, '0')}-15`,
    vicinoEntroKm: intero(0, 3) === 0 ? 20 : null,
    lontanoOltreKm: intero(0, 9) === 0 ? 20 : null,
    comuneScuola: intero(0, 2) === 0 ? una(codici) : null,
    lingue: intero(0, 3) === 0 ? ['ar'] : [],
    culture: [],
    famiglieIncompatibili: [],
    famiglieProposte: [],
  }));
  const famiglie = Array.from({ length: Math.round(quante * 0.9) }, (_, n) => {
    const etaMin = intero(0, 9);
    const posti = intero(0, 3) === 0 ? 2 : 1;
    return {
      codice: `F-${n}`,
      pseudonimo: `F-${n}`,
      ambito: 1,
      comune: una(codici),
      stato: 'DISPONIBILE',
      disponibilita: {
        tipi: [...new Set([una(TIPI), una(TIPI)])],
        etaMin,
        etaMax: intero(Math.max(etaMin, 6), 17),
        posti,
        fratelli: posti > 1,
        bisogniSpeciali: intero(0, 3) === 0,
        distanzaMaxKm: intero(0, 2) === 0 ? 30 : null,
        dal: '2025-01-01',
        al: null,
        riconfermataIl: '2026-10-20',
      },
      postiOccupati: 0,
      postiProposti: 0,
      affidiConclusi: intero(0, 3),
      lingue: intero(0, 4) === 0 ? ['ar'] : [],
      culture: [],
    };
  });
  return { richieste, famiglie };
}

const secondi = (ms) => `${(ms / 1000).toFixed(2)} s`;
console.log(
  'requests | pairs | greedy: minors, points, time | exact: minors, points, time, proved | exact/greedy minors, points',
);
for (const quante of [50, 500, 5000]) {
  const { richieste, famiglie } = caso(quante);
  const prima = performance.now();
  const quadro = quadroDi(richieste, famiglie, contesto);
  const coppie = performance.now() - prima;
  const scorrendo = quadro.merito(quadro.parti.flatMap(avido));
  const greedyMs = performance.now() - prima;
  const inizio = performance.now();
  const piano = await pianoMigliore(richieste, famiglie, contesto, { tempoLimiteMs });
  const exactMs = performance.now() - inizio;
  const minori = piano.abbinamenti.reduce((n, { richiesta }) => n + 1 + richiesta.fratelli, 0);
  console.log(
    [
      quante,
      `${quadro.coppie.length} (${secondi(coppie)})`,
      `${scorrendo.minori}, ${Math.round(scorrendo.centesimi / 100)}, ${secondi(greedyMs)}`,
      `${minori}, ${Math.round(piano.punteggioCentesimi / 100)}, ${secondi(exactMs)}, ${piano.ottimo}`,
      `${(minori / scorrendo.minori).toFixed(3)}, ${(piano.punteggioCentesimi / scorrendo.centesimi).toFixed(3)}`,
    ].join(' | '),
  );
}

const { richieste, famiglie } = caso(500);
console.log('\nprice of each constraint, 500 requests: what waiving it for everybody would add');
for (const { vincolo, minori, centesimi, ottimo } of await prezzi(richieste, famiglie, contesto, { tempoLimiteMs })) {
  console.log(
    `${vincolo.padEnd(28)} ${String(minori).padStart(4)} minors ${String(Math.round(centesimi / 100)).padStart(7)} points${ottimo ? '' : ' (not proved)'}`,
  );
}
