import { fileDi } from '@trama/regole/node/cartella';
import type { Modulo } from '@trama/regole/modulo';
import type { Rilevazione } from '@trama/regole/rilevazione';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Campagna, Voce } from './campagna.entity.js';
import { listCampagne } from './campagna.loader.js';
import { definizioni, fonteDi } from './definizioni.service.js';
import type { GravitaViolazione } from './rilevazione.stati.js';
import { RilevazioneDati, type ValoriMancanti, type VersioneRilevazione } from './rilevazione.type.js';

@Resolver(() => RilevazioneDati)
export class RilevazioneResolver {
  @Richiede('rilevazione:leggi')
  @Query(() => [RilevazioneDati], { nullable: true, description: 'The yearly data collections, by code.' })
  rilevazioni(): RilevazioneDati[] {
    return [...definizioni.rilevazioni.values()].map(tipoDi);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => [Campagna], { description: 'Its campaigns, from the oldest.' })
  campagne(@Root() { codice }: RilevazioneDati, @Ctx() ctx: SubgraphContext): Promise<Campagna[]> {
    return ctx.db.read((tx) => listCampagne(tx, codice));
  }
}

/** A collection as the schema tells it: the words of its newest version. */
export function tipoDi({ codice, versioni, regole }: Rilevazione): RilevazioneDati {
  const { titolo, descrizione, responsabile, fonte } = versioni.at(-1)!.file;
  return {
    codice,
    titolo,
    descrizione,
    responsabile,
    fonte: fonteDi(fonte),
    versioni: versioni.map((modulo, i) => versioneDi(modulo, versioni[i + 1])),
    regole: regole.map((regola) => ({
      codice: regola.codice,
      voce: regola.voce,
      espressione: regola.testo,
      gravita: regola.gravita as GravitaViolazione,
      messaggio: regola.messaggio,
      responsabile: regola.responsabile,
      fonte: fonteDi(regola.fonte),
      mancanti: regola.mancanti as ValoriMancanti,
      esempi: regola.esempi,
      dal: regola.dal,
      al: regola.al,
    })),
    file: fileDi(codice),
  };
}

function versioneDi({ file, voci }: Modulo, seguente: Modulo | undefined): VersioneRilevazione {
  const { versione, dal, al, sezioni } = file;
  const titoli = new Map(sezioni.map(({ codice, titolo }) => [codice, titolo]));
  return {
    versione,
    dal,
    al: al ?? (seguente ? seguente.file.dal - 1 : null),
    voci: [...voci.values()].map((voce) =>
      Object.assign(new Voce(), {
        codice: voce.codice,
        etichetta: voce.etichetta,
        descrizione: voce.descrizione,
        sezione: titoli.get(voce.sezione)!,
        tipo: voce.tipo,
        unita: voce.unita ?? null,
        contaPersone: voce.contaPersone,
        obbligatoria: voce.obbligatoria,
        calcolata: voce.formula !== null,
        siSomma: voce.siSomma ?? true,
        definita: voce,
      }),
    ),
  };
}
