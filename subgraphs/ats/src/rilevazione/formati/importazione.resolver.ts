import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Campagna } from '../campagna.entity.js';
import { destinatarioById } from '../campagna.loader.js';
import { Compilazione } from '../compilazione.entity.js';
import { fascicoloByCompilazione } from '../compilazione.loader.js';
import { definizioni } from '../definizioni.service.js';
import { CompilazionePayload } from '../rilevazione.input.js';
import { StatoCompilazione } from '../rilevazione.stati.js';
import { FormatoFile } from './formati.js';
import { EsitoImportazione, FileModulo, ImportaCompilazioneInput, ImportazioneArgs } from './importazione.input.js';
import * as service from './importazione.service.js';

const FORMATO = { description: 'Kind of the file.' };

@Resolver(() => Compilazione)
export class ImportazioneResolver {
  @Richiede('rilevazione:compila')
  @Query(() => EsitoImportazione, {
    nullable: true,
    description: 'What a file would do to an answer, without doing it; null for an answer that the caller may not see.',
  })
  async provaImportazione(
    @Args() { compilazione, ...file }: ImportazioneArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<EsitoImportazione | null> {
    const fascicolo = await ctx.load(fascicoloByCompilazione, compilazione);
    return fascicolo && service.provaImportazione(fascicolo, file);
  }

  @Richiede('rilevazione:compila')
  @Mutation(() => CompilazionePayload, {
    nullable: true,
    description:
      'Writes the answers of a file into a BOZZA, all of them or none. Voci that it does not name stay as they are.',
  })
  async importaCompilazione(
    @Arg('input', () => ImportaCompilazioneInput, { description: 'The file, and the answer as the caller saw it.' })
    input: ImportaCompilazioneInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<CompilazionePayload> {
    return { compilazione: await ctx.db.write((tx) => service.importaCompilazione(tx, input)) };
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => FileModulo, {
    nullable: true,
    description: 'The answer as a file, which can be imported again; null for who may not read its values.',
  })
  async file(
    @Root() { id, ambitoId, stato }: Compilazione,
    @Arg('formato', () => FormatoFile, FORMATO) formato: FormatoFile,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FileModulo | null> {
    if (stato === StatoCompilazione.BOZZA && !ctx.identity.permessi.has('rilevazione:compila')) {
      return null;
    }
    const [fascicolo, destinatario] = await Promise.all([
      ctx.load(fascicoloByCompilazione, id),
      ctx.load(destinatarioById, ambitoId),
    ]);
    const nome = destinatario?.codice.toLowerCase().replaceAll('_', '-') ?? '';
    return fascicolo && service.fileDi(definizioni.di(fascicolo), fascicolo.scritti, formato, nome);
  }
}

@Resolver(() => Campagna)
export class ModelloResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => FileModulo, { nullable: true, description: 'The empty form, to fill in and to import.' })
  modello(@Root() campagna: Campagna, @Arg('formato', () => FormatoFile, FORMATO) formato: FormatoFile): FileModulo {
    return service.fileDi(definizioni.di(campagna), [], formato, 'modello');
  }
}
