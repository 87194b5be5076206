import { scarica } from '../lib/scarica';

const SCALE = 2;
const MARGIN = 16;
const TITLE_HEIGHT = 32;

/** A chart as a picture with its title and its note, for a report. Drawn here: nothing leaves the machine. */
export async function scaricaPng(svg: SVGSVGElement, name: string, title: string, note: string): Promise<void> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = (width + 2 * MARGIN) * SCALE;
  canvas.height = (height + 2 * MARGIN + 2 * TITLE_HEIGHT) * SCALE;
  const context = canvas.getContext('2d');
  if (!context) {
    return;
  }
  context.scale(SCALE, SCALE);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#17324d';
  context.font = '600 18px "Titillium Web", sans-serif';
  context.fillText(title, MARGIN, MARGIN + 14, width);
  context.drawImage(image, MARGIN, MARGIN + TITLE_HEIGHT, width, height);
  context.font = '13px "Titillium Web", sans-serif';
  context.fillText(note, MARGIN, MARGIN + TITLE_HEIGHT + height + 22, width);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob) {
    scarica(`${name}.png`, blob);
  }
}
