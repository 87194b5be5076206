import { pageOf } from '@trama/database/page';
import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { ArchivioPiano, SchedaPiano, SchedaPianoConnection } from './scheda-piano.entity.js';

@Resolver(() => SchedaPiano)
export class SchedaPianoResolver {
  @Richiede('piano:leggi')
  @Query(() => SchedaPianoConnection, { description: 'Sheets of one part of the plan, in the order of the document.' })
  schedePiano(
    @Args() page: PageArgs,
    @Arg('archivio', () => ArchivioPiano, { description: 'Part of the plan.' }) archivio: ArchivioPiano,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<SchedaPiano>> {
    return ctx.db.read((tx) =>
      pageOf(tx, SchedaPiano, { where: { archivio }, keys: ['posizione'], comment: 'scheda-piano.schedePiano' }, page),
    );
  }
}
