import { readdir, readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = '.github/ISSUE_TEMPLATE';

const id = z.string().regex(/^[\w-]+$/);
const validations = z.strictObject({ required: z.boolean() }).optional();
const named = { label: z.string().min(1), description: z.string().optional() };
const typed = { ...named, placeholder: z.string().optional(), value: z.string().optional() };
const options = z.array(z.string().min(1)).min(1);
const choices = z.array(z.strictObject({ label: z.string(), required: z.boolean().optional() }));

/** What GitHub's documentation says of the syntax of issue forms. */
const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('markdown'),
    attributes: z.strictObject({ value: z.string().min(1) }),
  }),
  z.strictObject({ type: z.literal('input'), id, attributes: z.strictObject(typed), validations }),
  z.strictObject({
    type: z.literal('textarea'),
    id,
    attributes: z.strictObject({ ...typed, render: z.string().optional() }),
    validations,
  }),
  z.strictObject({
    type: z.literal('dropdown'),
    id,
    attributes: z.strictObject({ ...named, multiple: z.boolean().optional(), options }),
    validations,
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    id,
    attributes: z.strictObject({ ...named, options: choices }),
    validations,
  }),
]);
const form = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  title: z.string().optional(),
  labels: z.array(z.string()).optional(),
  body: z.array(element).min(1),
});

const read = async (name: string): Promise<unknown> =>
  parse(await readFile(`${FOLDER}/${name}`, 'utf8'));
const forms = (await readdir(FOLDER)).filter((name) => name !== 'config.yml');

it('there is a form for what does not work and one for what is missing', () => {
  expect(forms.toSorted()).toEqual(['bug.yml', 'feature.yml']);
});

it.each(forms)(
  'the form %s has the syntax of issue forms, and asks for nothing twice',
  async (name) => {
    const { body } = form.parse(await read(name));
    const fields = body.flatMap((each) => (each.type === 'markdown' ? [] : [each]));
    expect(fields.length).toBeGreaterThan(2);
    for (const key of ['id', 'label'] as const) {
      const values = fields.map((each) => (key === 'id' ? each.id : each.attributes.label));
      expect(new Set(values).size).toBe(fields.length);
    }
  },
);

it('the form for what does not work sends security problems elsewhere, and asks for no secret', async () => {
  const text = await readFile(`${FOLDER}/bug.yml`, 'utf8');
  expect(text).toContain('SECURITY.md');
  expect(text).toContain('leave out tokens, keys');
});

it('every issue uses a form', async () => {
  expect(await read('config.yml')).toEqual({ blank_issues_enabled: false });
});
