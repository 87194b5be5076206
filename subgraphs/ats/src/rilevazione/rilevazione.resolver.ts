import type { Fonte as FonteRegola } from '@trama/regole/formato';
import { fileDi } from '@trama/regole/node/cartella';
import type { Rilevazione } from '@trama/regole/rilevazione';
import type { Fonte } from '@trama/schema/fonte';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Campagna } from './campagna.entity.js';
import { listCampagne } from './campagna.loader.js';
import { definizioni } from './definizioni.service.js';
import type { GravitaViolazione } from './rilevazione.stati.js';
import { RilevazioneDati } from './rilevazione.type.js';

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
    regole: regole.map((regola) => ({
      codice: regola.codice,
      voce: regola.voce,
      espressione: regola.testo,
      gravita: regola.gravita as GravitaViolazione,
      messaggio: regola.messaggio,
      responsabile: regola.responsabile,
      fonte: fonteDi(regola.fonte),
      dal: regola.dal,
      al: regola.al,
    })),
    file: fileDi(codice),
  };
}

const fonteDi = ({ documento, capitolo, pagina }: FonteRegola): Fonte => ({
  documento,
  capitolo,
  pagina,
  paginaFine: null,
  paginaStimata: false,
});
