import { formatNumero, formatPercento } from '../../lib/formato';
import { BadgeDimostrativo } from '../../ui/Dimostrativo';
import { Pillola } from '../../ui/Pillola';
import { Tabella } from '../../ui/Tabella';
import type { Riga } from './ConfrontoPage';
import { STATO_VALORE } from './parole';

type DiAmbito = Riga['perAmbito'][number];

const nomeDi = ({ destinatario }: DiAmbito): string => destinatario?.nome ?? 'Non disponibile';

/** Why there is no bar. */
function assenzaDi({ soppresso, stato, valore }: DiAmbito, isTasso: boolean): string | undefined {
  if (soppresso) {
    return 'riservato';
  }
  if (valore !== null || stato === 'ZERO') {
    return isTasso ? 'senza tasso' : undefined;
  }
  return STATO_VALORE[stato].toLowerCase();
}

const cifraDi = (one: DiAmbito): number | null => (one.stato === 'ZERO' ? 0 : one.valore);

export function barraDi(one: DiAmbito, isTasso: boolean) {
  const valore = isTasso ? one.per1000Minori : cifraDi(one);
  return {
    chiave: one.destinatario?.codice ?? nomeDi(one),
    etichetta: nomeDi(one),
    valore,
    assenza: valore === null ? assenzaDi(one, isTasso) : undefined,
    isDimostrativo: one.origine === 'DIMOSTRATIVO',
  };
}

/** The voce contributor by contributor: the figure, its distance from the median, its rate, its change. */
export function TabellaVoce({
  riga: { voce, perAmbito, mediana },
  anno,
}: {
  readonly riga: Riga;
  readonly anno: number;
}) {
  const assente = (one: DiAmbito, isTasso: boolean) => (
    <span className="t-assente">{assenzaDi(one, isTasso) ?? 'non disponibile'}</span>
  );
  return (
    <Tabella
      titolo={`${voce.etichetta}, ${anno}`}
      righe={perAmbito}
      chiaveRiga={(one) => one.destinatario?.codice ?? nomeDi(one)}
      ordine="-valore"
      colonne={[
        { chiave: 'nome', titolo: 'Chi', valore: nomeDi, cella: nomeDi },
        {
          chiave: 'valore',
          titolo: conMaiuscola(voce.unita ?? 'valore'),
          isNumero: true,
          valore: cifraDi,
          cella: (one) => (cifraDi(one) === null ? assente(one, false) : formatNumero(cifraDi(one))),
        },
        {
          chiave: 'mediana',
          titolo: 'Sulla mediana',
          isNumero: true,
          valore: (one) => rapporto(cifraDi(one), mediana),
          cella: (one) => conSegno(rapporto(cifraDi(one), mediana)),
        },
        {
          chiave: 'tasso',
          titolo: 'Ogni 1.000 minori',
          isNumero: true,
          valore: ({ per1000Minori }) => per1000Minori,
          cella: (one) => (one.per1000Minori === null ? '–' : formatNumero(one.per1000Minori)),
        },
        {
          chiave: 'variazione',
          titolo: `Variazione sul ${anno - 1}`,
          isNumero: true,
          valore: ({ variazione }) => variazione,
          cella: ({ variazione, variazioneInVerifica }) => (
            <>
              {conSegno(variazione)} {variazioneInVerifica && <Pillola tono="corso">in verifica</Pillola>}
            </>
          ),
        },
        {
          chiave: 'origine',
          titolo: 'Origine',
          valore: ({ origine }) => origine,
          cella: ({ origine, inVerifica }) => (
            <>
              {origine === 'DIMOSTRATIVO' && <BadgeDimostrativo />}
              {origine === 'PIANO_DI_ZONA' && 'Piano di Zona'}{' '}
              {inVerifica && <Pillola tono="corso">in verifica</Pillola>}
            </>
          ),
        },
      ]}
    />
  );
}

const conMaiuscola = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How far a figure is from the median, as a share of it. */
const rapporto = (valore: number | null, mediana: number | null): number | null =>
  valore === null || mediana === null || mediana === 0 ? null : valore / mediana - 1;

const conSegno = (share: number | null): string =>
  share === null ? '–' : `${share > 0 ? '+' : ''}${formatPercento(share)}`;
