import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { contaBanca } from '../affido/raccolta/raccolta.service.js';
import { Voce } from '../rilevazione/campagna.entity.js';
import { vociByCampagna } from '../rilevazione/campagna.loader.js';
import { Compilazione } from '../rilevazione/compilazione.entity.js';
import { fascicoloByCompilazione } from '../rilevazione/compilazione.loader.js';
import { valoriLeggibili } from '../rilevazione/rilevazione.stati.js';
import { confrontaProposte } from './confronto-proposte.service.js';
import { ConfrontoProposta } from './confronto-proposte.type.js';

@Resolver(() => Compilazione)
export class CompilazioneConfrontoProposteResolver {
  @Richiede('proposta:leggi')
  @Directive('@requires(fields: "proposte { voce valore }")')
  @FieldResolver(() => [ConfrontoProposta], {
    nullable: true,
    description:
      'Voce by voce, what is written beside what the case files, or the bank of foster families, count at this reading. Empty for who may not read the values; null when the case files cannot be counted now.',
  })
  async confrontoProposte(
    @Root() { id, campagnaId, ambitoId, stato, proposte }: Compilazione,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConfrontoProposta[] | null> {
    if (!proposte || !valoriLeggibili(stato, ctx.identity)) {
      return proposte ? [] : null;
    }
    const fascicolo = await ctx.load(fascicoloByCompilazione, id);
    const banca = fascicolo ? await ctx.db.read((tx) => contaBanca(tx, { ...fascicolo, ambito: ambitoId })) : [];
    return confrontaProposte(campagnaId, fascicolo?.scritti ?? [], [...proposte, ...banca]);
  }
}

@Resolver(() => ConfrontoProposta)
export class ConfrontoPropostaResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Voce, {
    nullable: true,
    description: 'What was asked; null for a voce that this campaign did not ask.',
  })
  async voce(@Root() { campagnaId, codiceVoce }: ConfrontoProposta, @Ctx() ctx: SubgraphContext): Promise<Voce | null> {
    const voci = await ctx.load(vociByCampagna, campagnaId);
    return voci.find(({ codice }) => codice === codiceVoce) ?? null;
  }
}
