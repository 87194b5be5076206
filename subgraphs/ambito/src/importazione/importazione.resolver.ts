import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { ImportazioneCasi, ImportazioneCasiConnection } from './importazione.entity.js';
import {
  FileCasiInput,
  ImportazioneCasiPayload,
  ModelloImportazione,
  ProvaCasiInput,
  ResocontoImportazione,
} from './importazione.input.js';
import * as service from './importazione.service.js';

@Resolver(() => ImportazioneCasi)
export class ImportazioneResolver {
  @Richiede('caso:scrivi')
  @Query(() => ModelloImportazione, { nullable: true, description: 'How a file of case files is made.' })
  modelloImportazioneCasi(): ModelloImportazione {
    return service.modello();
  }

  @Richiede('caso:scrivi')
  @Query(() => ResocontoImportazione, {
    nullable: true,
    description: 'What a file of case files would do, and every problem in it; nothing is written.',
  })
  provaImportazioneCasi(
    @Arg('input', () => ProvaCasiInput, { description: 'The file.' }) input: ProvaCasiInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ResocontoImportazione> {
    return ctx.db.read((tx) => service.prova(tx, input));
  }

  @Richiede('caso:scrivi')
  @Query(() => ImportazioneCasiConnection, {
    nullable: true,
    description: 'The imports of the caller’s service, the oldest first.',
  })
  importazioniCasi(@Args() page: PageArgs, @Ctx() ctx: SubgraphContext): Promise<Page<ImportazioneCasi>> {
    return ctx.db.read((tx) => service.listImportazioni(tx, page));
  }

  @Richiede('caso:scrivi')
  @Mutation(() => ImportazioneCasiPayload, {
    nullable: true,
    description: 'Opens all cases of a file, or none; the caller is the first to follow them.',
  })
  async importaCasi(
    @Arg('input', () => FileCasiInput, { description: 'The file, and whether its warnings are accepted.' })
    input: FileCasiInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ImportazioneCasiPayload> {
    return { importazione: await ctx.db.write((tx) => service.importa(tx, ctx.cifrario, input)) };
  }
}
