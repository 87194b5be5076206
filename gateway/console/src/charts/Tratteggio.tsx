/** How demonstration data is drawn: hatched, so that no eye takes it for a real figure. */
export function Tratteggio({ id, colore }: { readonly id: string; readonly colore: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="#fff" />
      <rect width="3" height="6" fill={colore} />
    </pattern>
  );
}
