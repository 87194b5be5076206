import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { ImpostaRecapitoInput, RecapitoServizioPayload } from './recapito.input.js';
import { impostaRecapito, listRecapiti } from './recapito.service.js';
import { RecapitoServizio } from './recapito.type.js';

@Resolver(() => RecapitoServizio)
export class RecapitoServizioResolver {
  @Richiede('recapito:scrivi')
  @Query(() => [RecapitoServizio], {
    nullable: true,
    description: 'How colleagues of other ambiti reach each service of the caller’s ambito.',
  })
  recapitiServizi(@Ctx() ctx: SubgraphContext): Promise<RecapitoServizio[]> {
    return ctx.db.read((tx) => listRecapiti(tx));
  }

  @Richiede('recapito:scrivi')
  @Mutation(() => RecapitoServizioPayload, {
    nullable: true,
    description:
      'Says how a service of the caller’s ambito is reached; who follows the same families elsewhere sees it.',
  })
  async impostaRecapitoServizio(
    @Arg('input', () => ImpostaRecapitoInput, { description: 'Which service, and how it is reached.' })
    input: ImpostaRecapitoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RecapitoServizioPayload> {
    return { recapito: await ctx.db.write((tx) => impostaRecapito(tx, input)) };
  }
}
