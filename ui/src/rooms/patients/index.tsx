import { useRoute } from '../../frame/route';
import { BulkPage } from '../reception/BulkPage';
import { PatientList } from './PatientList';
import { NewPatient, PatientPage } from './PatientPage';

/** 受付・患者: who has come today; find, register, change, merge. */
export default function PatientsRoom() {
  const [place] = useRoute().rest;
  switch (place) {
    case undefined:
      return <PatientList />;
    case 'new':
      return <NewPatient />;
    case 'bulk':
      return <BulkPage />;
    default:
      return <PatientPage key={place} id={place} />;
  }
}
