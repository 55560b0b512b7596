import { redirect } from 'next/navigation';

/** The dashboard opens with the list. */
export default function Home(): never {
  redirect('/identities');
}
