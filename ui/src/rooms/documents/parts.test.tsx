import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { AttachmentForm, FamilyForm, LetterForm } from '../../api/bindings';
import { draw, playCore, refusal } from '../../testing/host';
import { Attachments } from './Attachments';
import { FamilyRows } from './FamilyRows';
import { MORE } from './fields';
import { MoreFields } from './MoreFields';
import type { Draft } from './useDraft';

/** A draft that keeps what is set, without a core. */
function useKept(first: Partial<LetterForm>): Draft {
  const [form, setForm] = useState(first as LetterForm);
  const now = { form };
  return {
    form,
    set: (change: Partial<LetterForm>) => {
      now.form = { ...now.form, ...change };
      setForm((before) => ({ ...before, ...change }));
    },
    findings: [],
    progress: [],
    keeper: { id: 'l1', snapshot: () => now },
  } as unknown as Draft;
}

function Files({ kept }: { kept: (files: AttachmentForm[]) => void }) {
  const draft = useKept({ attachments: [], own_pages: false });
  kept(draft.form.attachments);
  return <Attachments draft={draft} touched="all" files={[]} limit={10_000_000} />;
}

test('files are added, named, ordered, taken away and put back; what cannot go says why', async () => {
  const user = userEvent.setup();
  let number = 0;
  playCore({
    letter_attach: ({ name }) => {
      if (name.startsWith('鍵')) {
        throw refusal('Rejected', [
          {
            path: 'attachments',
            rule: 'attachment.unknown',
            severity: 'error',
            message: 'PDFを開けません。',
          },
        ]);
      }
      number += 1;
      return {
        id: `a${number}`,
        kind: 'pdf',
        name: name.replace('.pdf', ''),
        pages: 2,
        size: 1_200_000,
        sent: 1_600_000,
      };
    },
  });
  let files: AttachmentForm[] = [];
  draw(
    <Files
      kept={(now) => {
        files = now;
      }}
    />,
  );
  const chooser = screen.getByLabelText('ファイルを添付', { selector: 'input' });
  await user.upload(chooser, new File(['%PDF-'], '心電図.pdf', { type: 'application/pdf' }));
  await waitFor(() => expect(files.map(({ title }) => title)).toEqual(['心電図']));
  await user.upload(chooser, new File(['%PDF-'], '紹介状.pdf', { type: 'application/pdf' }));
  await waitFor(() => expect(files).toHaveLength(2));
  await user.upload(chooser, new File(['%PDF-'], '鍵つき.pdf', { type: 'application/pdf' }));
  expect(await screen.findByText('「鍵つき.pdf」は添付できませんでした。')).toBeTruthy();
  expect(screen.getByText('PDFを開けません。')).toBeTruthy();
  expect(files).toHaveLength(2);
  expect(screen.getAllByText('PDF・1.2MB・2ページ')).toHaveLength(2);
  expect(screen.getByText(/合わせて3\.2MB/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '添付「紹介状」を上へ' }));
  expect(files.map(({ id }) => id)).toEqual(['a2', 'a1']);
  await user.click(screen.getByRole('button', { name: '添付「心電図」を外す' }));
  expect(files.map(({ id }) => id)).toEqual(['a2']);
  await user.click(screen.getByRole('button', { name: '元に戻す' }));
  expect(files.map(({ id }) => id)).toEqual(['a2', 'a1']);
});

function Family({ kept }: { kept: (rows: FamilyForm[]) => void }) {
  const [rows, setRows] = useState<FamilyForm[]>([]);
  kept(rows);
  return <FamilyRows rows={rows} onChange={setRows} findings={[]} />;
}

test('a row of the family is added, filled, taken away and put back', async () => {
  const user = userEvent.setup();
  let rows: FamilyForm[] = [];
  draw(
    <Family
      kept={(now) => {
        rows = now;
      }}
    />,
  );
  await user.click(screen.getByRole('button', { name: '家族歴の行を加える' }));
  await user.selectOptions(screen.getByLabelText('続柄'), 'father');
  await user.type(screen.getByLabelText('病名'), '胃癌');
  expect(rows).toEqual([{ relation: 'father', text: '胃癌', code: '', age: '' }]);
  await user.click(screen.getByRole('button', { name: '家族歴「胃癌」を消す' }));
  expect(rows).toEqual([]);
  await user.click(screen.getByRole('button', { name: '元に戻す' }));
  expect(rows).toHaveLength(1);
});

function More() {
  const empty = Object.fromEntries(MORE.map((field) => [field, '']));
  return <MoreFields draft={useKept({ ...empty, surgery: '虫垂切除術' })} touched="all" />;
}

test('what is written behind the disclosure is told before it is opened', () => {
  draw(<More />);
  expect(screen.getByText('書いてある項目: 手術')).toBeTruthy();
});
