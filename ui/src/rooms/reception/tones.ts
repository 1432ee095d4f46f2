import type { ArrivalMatch, Validity } from '../../api/bindings';
import type { Tone } from '../../design/Badge';

/** How the state of somebody at reception looks; its words say the same. */
export const STATE_TONE: Record<ArrivalMatch, Tone> = {
  matched: 'good',
  proposed: 'warning',
  new: 'info',
  dismissed: 'plain',
};

/** How 資格有効性 looks. */
export const VALIDITY_TONE: Record<Validity, Tone> = {
  valid: 'good',
  invalid: 'danger',
  replaced: 'warning',
  none: 'danger',
  several: 'warning',
  valid_unregistered: 'good',
  other: 'warning',
};
