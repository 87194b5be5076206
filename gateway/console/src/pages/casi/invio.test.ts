import { controllaCampi, type Valori } from '../../ui/campo';
import { campiInvio, datiScelti, invioDa, type Scelte } from './invio';

const scelte: Scelte = {
  mio: 4,
  ambiti: [
    { numero: 3, nome: 'Brescia Est' },
    { numero: 4, nome: 'Valle Trompia' },
  ],
  aziendeSociosanitarie: [{ codice: 'ASST-GARDA', nome: 'ASST del Garda' }],
  basiGiuridiche: [
    {
      codice: 'AFFIDAMENTO_DI_SERVIZIO',
      articolo: '',
      testo: 'Chi riceve svolge un servizio.',
      campi: ['COMPOSIZIONE_NUCLEO', 'ANAGRAFICA_MINORI', 'RELAZIONE'],
      verso: ['ENTE'],
    },
    {
      codice: 'PROVVEDIMENTO_GIUDIZIARIO',
      articolo: '',
      testo: 'Un giudice ha incaricato.',
      campi: ['ANAGRAFICA_MINORI', 'CODICI_FISCALI'],
      verso: ['AMBITO', 'ASST', 'ENTE'],
    },
  ],
  enti: [
    { codice: 'mamre', denominazione: 'Comunità Mamrè', generico: false, comuneNome: 'Calcinato' },
    { codice: 'scuole', denominazione: 'Scuole dell’infanzia', generico: true, comuneNome: null },
  ],
};

const opzioni = (valori: Valori, nome: string) =>
  campiInvio(scelte, valori)
    .find((campo) => campo.nome === nome)
    ?.opzioni?.map(({ valore }) => valore);

test('a body of the Terzo Settore is chosen by name; a kind of bodies is nobody to send to', () =>
  expect(campiInvio(scelte, { verso: 'ENTE' }).find(({ nome }) => nome === 'ente')?.opzioni).toEqual([
    { valore: 'mamre', etichetta: 'Comunità Mamrè (Calcinato)' },
  ]));

test('only the laws that hold for who receives are offered, and only the data that they allow', () => {
  expect(opzioni({ verso: 'ASST' }, 'base')).toEqual(['PROVVEDIMENTO_GIUDIZIARIO']);
  expect(opzioni({ verso: 'AMBITO' }, 'ambito')).toEqual(['3']);
  expect(opzioni({ verso: 'ENTE', base: 'AFFIDAMENTO_DI_SERVIZIO' }, 'campi')).toEqual([
    'COMPOSIZIONE_NUCLEO',
    'ANAGRAFICA_MINORI',
    'RELAZIONE',
  ]);
  // A law that was chosen for another body allows nothing.
  expect(opzioni({ verso: 'ASST', base: 'AFFIDAMENTO_DI_SERVIZIO' }, 'campi')).toBeUndefined();
});

const scritto: Valori = {
  tipo: 'RICHIESTA',
  verso: 'ENTE',
  ente: 'mamre',
  asst: 'ASST-GARDA',
  base: 'AFFIDAMENTO_DI_SERVIZIO',
  campi: 'ANAGRAFICA_MINORI,RELAZIONE',
  motivo: 'Uno spazio neutro, due volte al mese.',
  relazione: 'Gli incontri sono sospesi da aprile.',
};

test('goes to one body, with the data of the law, and a report only where it was chosen', () => {
  expect(controllaCampi(campiInvio(scelte, scritto), scritto)).toEqual({});
  expect(invioDa(scelte, scritto)).toMatchObject({
    destinatario: { ente: 'mamre' },
    campi: ['ANAGRAFICA_MINORI', 'RELAZIONE'],
    relazione: 'Gli incontri sono sospesi da aprile.',
    urgente: false,
    entro: null,
  });
  const cambiato = { ...scritto, base: 'PROVVEDIMENTO_GIUDIZIARIO' };
  expect(datiScelti(scelte, cambiato)).toEqual(['ANAGRAFICA_MINORI']);
  expect(invioDa(scelte, cambiato).relazione).toBeNull();
});

test('a codice fiscale without a name, or nothing at all, is said before it is sent', () => {
  const base = { ...scritto, base: 'PROVVEDIMENTO_GIUDIZIARIO' };
  const wrong = (campi: string) => controllaCampi(campiInvio(scelte, base), { ...base, campi }).campi;
  expect(wrong('')).toBe('Questo campo è obbligatorio.');
  expect(wrong('CODICI_FISCALI')).toMatch(/aggiungi i nomi/);
});
