import changelog from '../../../../../CHANGELOG.md?raw';
import { Pagina } from '../../ui/Pagina';

/** What changes for callers: the changelog of the repository, as it is. */
export function NovitaPage() {
  return (
    <Pagina
      titolo="Novità"
      sottotitolo="Che cosa cambia per chi chiama l’API. In inglese, per chi programma."
      briciole={[{ testo: 'API', href: '/api' }]}
    >
      <div lang="en" className="t-novita">
        {blocks(changelog).map((block, index) => (
          <Blocco key={index} {...block} />
        ))}
      </div>
    </Pagina>
  );
}

interface Block {
  readonly genere: 'h2' | 'h3' | 'p' | 'ul';
  readonly righe: readonly string[];
}

function Blocco({ genere, righe }: Block) {
  if (genere === 'ul') {
    return (
      <ul>
        {righe.map((riga) => (
          <li key={riga}>
            <Testo di={riga} />
          </li>
        ))}
      </ul>
    );
  }
  const Tag = genere;
  return (
    <Tag>
      <Testo di={righe.join(' ')} />
    </Tag>
  );
}

/** As much of the language as a changelog uses: code and strong words. */
function Testo({ di }: { readonly di: string }) {
  return di.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    if (part.startsWith('`')) {
      return <code key={index}>{part.slice(1, -1)}</code>;
    }
    return part.startsWith('**') ? <strong key={index}>{part.slice(2, -2)}</strong> : part;
  });
}

function blocks(text: string): Block[] {
  return text
    .split(/\n\n+/)
    .slice(1)
    .flatMap((part): Block[] => {
      const trimmed = part.trim();
      const heading = /^(#{2,3}) (.*)$/.exec(trimmed);
      if (heading) {
        return [{ genere: heading[1] === '##' ? 'h2' : 'h3', righe: [heading[2] ?? ''] }];
      }
      return trimmed.startsWith('- ')
        ? [
            {
              genere: 'ul',
              righe: trimmed
                .slice(2)
                .split(/\n- /)
                .map((line) => line.replaceAll(/\s+/g, ' ')),
            },
          ]
        : [{ genere: 'p', righe: [trimmed.replaceAll(/\s+/g, ' ')] }];
    });
}
