import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { pieces, RichText } from '@/shared/ui/RichText';

it('shows key phrases and hides a marker whose other half has not come', () => {
  expect(pieces('a **b** c').map(({ text, strong }) => [text, strong])).toEqual([
    ['a ', false],
    ['b', true],
    [' c', false],
  ]);
  const { container, rerender } = render(<RichText text="Вот **главное" />);
  expect(container.textContent).toBe('Вот главное');
  expect(container.querySelector('strong')?.textContent).toBe('главное');
  rerender(<RichText text="Вот **главное*" />);
  expect(container.textContent).toBe('Вот главное');
});

it('never makes markup of a text', () => {
  const { container } = render(<RichText text="<img src=x onerror=alert(1)> **<b>x</b>**" />);
  expect(container.querySelector('img, b')).toBeNull();
  expect(container.textContent).toContain('<img');
});
