import { ArrowRight, type LucideIcon } from 'lucide-react';
import { Link } from 'wouter';

interface Props {
  icon: LucideIcon;
  title: string;
  text: string;
  action: string;
  href: string;
}

/** Nothing is there yet: why, and the one way on. */
export function Nothing({ icon: Icon, title, text, action, href }: Props) {
  return (
    <section className="card appear mx-auto mt-5 max-w-[560px] p-6 text-center">
      <span className="mx-auto grid size-14 place-items-center rounded-full bg-soft text-brand">
        <Icon size={26} aria-hidden="true" />
      </span>
      <h2 className="mt-3 text-[21px]">{title}</h2>
      <p className="mt-1.5 text-[15.5px] text-muted">{text}</p>
      <Link href={href} className="btn mt-5 w-full">
        {action}
        <ArrowRight size={19} aria-hidden="true" />
      </Link>
    </section>
  );
}
