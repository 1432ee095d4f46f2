import type { Arrival, Insured } from '../../api/bindings';
import { Facts } from '../../design/layout';
import { Shown } from '../../design/Shown';
import { t } from '../../i18n/ja';

const words = t.reception;

/** 記号・番号（枝番） in one line. */
export const cardOf = ({ symbol, number, branch }: Insured): string => words.cardOf(symbol, number, branch);

/** The rest of what was told: insurance, limits, address. */
export function Details({ arrival }: { arrival: Arrival }) {
  const { insurer, card_class, limits, told, matched_by, matched_who } = arrival;
  const span = [
    insurer.valid_from === null ? '' : words.from(insurer.valid_from.wareki),
    insurer.valid_until === null ? '' : words.to(insurer.valid_until.wareki),
  ].join(' ');
  return (
    <details>
      <summary>{words.details}</summary>
      <Facts
        rows={[
          [words.insurer, `${insurer.insurer_name} ${insurer.insurer_number}`.trim()],
          [words.card, cardOf(insurer)],
          ...(card_class === '' ? [] : [[words.cardClass, card_class] as const]),
          ...(span.trim() === '' ? [] : [[words.validFor, span] as const]),
          ...(told.address === ''
            ? []
            : [
                [
                  words.address,
                  <Shown key="address">{`${told.postal_code} ${told.address}`}</Shown>,
                ] as const,
              ]),
          ...(matched_by === null
            ? []
            : [[words.matched.by, words.matched.how(t.words.matchedBy[matched_by], matched_who)] as const]),
          ...limits.map(({ label, text }) => [label, text] as const),
        ]}
      />
    </details>
  );
}
