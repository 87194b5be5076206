import fc from 'fast-check';
import { html } from './html.js';

describe('a piece of a page', () => {
  test('is what was written, and what stands in it is text, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        const { text } = html`<p title="${said}">${said}</p>`;
        const [, title, inside] = /^<p title="([^"]*)">([^<]*)<\/p>$/su.exec(text)!;
        expect(title).toBe(inside);
        expect(inside).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
    expect(html`<b>${'<script>alert("1")</script>'}</b>`.text).toBe(
      '<b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</b>',
    );
  });

  test('takes other pieces as they are, one or many, and nothing for what is not there', () => {
    const inner = html`<i>${'&'}</i>`;
    expect(html`<p>${inner}${[inner, inner]}${null}${undefined}${false}${0}</p>`.text).toBe(
      '<p><i>&amp;</i><i>&amp;</i><i>&amp;</i>0</p>',
    );
  });
});
