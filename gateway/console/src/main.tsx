import 'bootstrap-italia/dist/css/bootstrap-italia.min.css';
import './ui/console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './Console';
import { leggiSessione } from './graph/sessione';
import { precarica } from './Strade';

precarica(location.pathname);
// Known before anything is drawn: the navigation depends on it, and must not move once it is there.
const io = await leggiSessione();
const root = document.getElementById('radice');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Console io={io} />
    </StrictMode>,
  );
}
