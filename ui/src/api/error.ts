import type { Code, FindingShown, ApiError as Wire } from './bindings';

/** What the core answers when it cannot do what was asked. Holds no patient data; the wording is in `i18n/errors.ja.ts`. */
export class ApiError extends Error {
  readonly code: Code;
  readonly args: string[];
  readonly findings: FindingShown[];
  readonly incident: string | null;

  constructor(wire: Wire) {
    super(wire.code);
    this.name = 'ApiError';
    this.code = wire.code;
    this.args = wire.args;
    this.findings = wire.findings;
    this.incident = wire.incident;
  }
}

function looksLikeWire(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}

/** Turns whatever a host rejected with into an `ApiError`; what is not one is a fault of ours, `Bug`. */
export function toApiError(reason: unknown): ApiError {
  if (reason instanceof ApiError) return reason;
  if (looksLikeWire(reason)) {
    return new ApiError({
      code: reason.code,
      args: reason.args ?? [],
      findings: reason.findings ?? [],
      incident: reason.incident ?? null,
    });
  }
  return new ApiError({ code: 'Bug', args: [], findings: [], incident: null });
}
