import { Button } from '../../design/Button';
import { EmptyState } from '../../design/EmptyState';
import { Page } from '../../design/layout';
import { go, useRoute } from '../../frame/route';
import { t } from '../../i18n/ja';
import { ChartPage } from './ChartPage';

/** 診療情報: the 6情報 of the open patient. */
export default function ChartRoom() {
  const [patientId, kind] = useRoute().rest;
  if (patientId === undefined) {
    return (
      <Page title={t.chart.title}>
        <EmptyState
          title={t.frame.choosePatient.title}
          actions={
            <Button look="main" onPress={() => go('patients')}>
              {t.frame.choosePatient.go}
            </Button>
          }
        >
          <p>{t.frame.choosePatient.body}</p>
        </EmptyState>
      </Page>
    );
  }
  return <ChartPage key={patientId} patientId={patientId} kind={kind} />;
}
