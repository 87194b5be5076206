import { caso } from '@trama/reference/caso';
import { codiceDiAmbito } from '@trama/reference/codici';
import { FONTE_DIMOSTRATIVA as fonte } from '@trama/reference/fonte';

/** The ten strategic areas are real (DGR XI/4563); what follows in each sheet is invented. */
const MACROAREE = [
  ['A', 'Contrasto alla povertà e all’emarginazione sociale'],
  ['B', 'Politiche abitative'],
  ['C', 'Promozione inclusione attiva'],
  ['D', 'Domiciliarità'],
  ['E', 'Anziani'],
  ['F', 'Digitalizzazione dei servizi'],
  ['G', 'Politiche giovanili e per i minori'],
  ['H', 'Interventi connessi alle politiche per il lavoro'],
  ['I', 'Interventi per la famiglia'],
  ['J', 'Interventi a favore di persone con disabilità'],
] as const;

const VOCI = [
  ['PROCESSO', 'Pubblicazione dell’avviso dall’approvazione', 'giorni', 'MASSIMO', 30, 60],
  ['RISULTATO', 'Persone raggiunte', 'persone', 'ALMENO', 50, 300],
  ['RISULTATO', 'Progetti attivati', 'progetti', 'ALMENO', 5, 40],
  ['OUTCOME', 'Persone che dichiarano un miglioramento', '%', 'ALMENO', 50, 90],
] as const;

export function obiettiviDimostrativi(numero: number) {
  const sorte = caso(2_000 + numero);
  const schede = MACROAREE.flatMap(([lettera, nome]) =>
    Array.from({ length: sorte.intero(1, 3) }, (_, i) => ({ lettera, nome, n: i + 1 })),
  );
  return schede.map(({ lettera, nome, n }, i) => {
    const continuita = sorte.intero(0, 1) === 1;
    return {
      ambito_id: numero,
      codice: codiceDiAmbito(numero, `dimostrativo ${lettera} ${n}`),
      triennio: '2021-2023',
      ordine: i + 1,
      macroarea_lettera: lettera,
      macroarea_nome: nome,
      titolo: `Obiettivo dimostrativo ${lettera}${n} dell’ambito ${numero}`,
      tipo: continuita ? 'CONTINUITA' : 'INNOVATIVO',
      target: 'Destinatari dimostrativi',
      personale: [],
      trasversale: sorte.intero(0, 3) === 0,
      macroaree_collegate: [],
      integrazione_sociosanitaria: sorte.intero(0, 1) === 1,
      in_continuita: continuita,
      coprogettato: sorte.intero(0, 1) === 1,
      attori: [],
      risorse: [
        { fonte: 'Fondo dimostrativo', importo: sorte.intero(5, 200) * 1_000, periodo: 'TRIENNIO', nota: null },
      ],
      bisogni: [],
      fonte,
    };
  });
}

type Obiettivo = ReturnType<typeof obiettiviDimostrativi>[number];

export function indicatoriDimostrativi({ ambito_id, codice, ordine }: Obiettivo) {
  const sorte = caso(3_000 + ambito_id * 100 + ordine);
  return VOCI.map(([famiglia, etichetta, unita, operatore, min, max], i) => ({
    ambito_id,
    codice: `${codice}.${famiglia.toLowerCase()}-${i + 1}`,
    obiettivo_codice: codice,
    ordine: i + 1,
    famiglia,
    etichetta,
    voce: 'INDICATORE',
    valore_atteso: sorte.intero(min, max),
    unita,
    operatore,
  }));
}

type Indicatore = ReturnType<typeof indicatoriDimostrativi>[number];

/** About two thirds of the indicators are measured, at the end of the first year and some again at the second's. */
export function misurazioniDimostrative(indicatori: readonly Indicatore[]) {
  const sorte = caso(4_000);
  return indicatori.flatMap(({ ambito_id, codice, valore_atteso }) => {
    const misure = sorte.intero(0, 2);
    const date = ['2021-12-31', '2022-12-31'].slice(0, misure);
    return date.map((data) => ({
      ambito_id,
      indicatore_codice: codice,
      data,
      valore: Math.round(valore_atteso * sorte.numero(0.3, 1.2)),
    }));
  });
}
