import { Location } from '@angular/common';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterLink, RouterOutlet } from '@angular/router';
import { beforeEach, expect, it } from 'vitest';
import { eventually } from '../../testing/eventually';
import { PageFocus } from './page-focus';

@Component({
  selector: 'app-list',
  imports: [RouterLink],
  template: `<a routerLink="/one">One</a><a routerLink="/two">Two</a
    ><a routerLink="." [queryParams]="{ sort: 'name' }">Sort</a>`,
})
class List {}

@Component({ selector: 'app-thing', template: `<h1>Thing</h1>` })
class Thing {}

@Component({
  selector: 'app-frame',
  imports: [RouterOutlet],
  template: `<main tabindex="-1"><router-outlet /></main>`,
})
class Frame {
  readonly focus = TestBed.inject(PageFocus);
}

let frame: HTMLElement;

beforeEach(async () => {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([
        { path: '', component: List },
        { path: 'one', component: Thing },
        { path: 'two', component: Thing },
      ]),
    ],
  });
  const fixture = TestBed.createComponent(Frame);
  frame = fixture.nativeElement;
  document.body.append(frame);
  TestBed.inject(Router).setUpLocationChangeListener();
  await TestBed.inject(Router).navigateByUrl('/');
  await fixture.whenStable();
});

const link = (text: string): HTMLElement =>
  [...frame.querySelectorAll('a')].find(({ textContent }) => textContent === text)!;

const go = (text: string): void => {
  link(text).focus();
  link(text).click();
};

it('leaves the focus of the first page to the browser', () => {
  expect(document.activeElement).toBe(document.body);
});

it('begins a new page at its beginning', async () => {
  go('Two');
  await eventually(() => expect(document.activeElement).toBe(frame.querySelector('main')));
});

it('goes back to the link that led away', async () => {
  go('Two');
  await eventually(() => expect(frame.querySelector('h1')).not.toBeNull());
  TestBed.inject(Location).back();
  await eventually(() => expect(document.activeElement).toBe(link('Two')));
});

it('stays where it is while a list is only sorted', async () => {
  go('Sort');
  await eventually(() => expect(TestBed.inject(Router).url).toBe('/?sort=name'));
  expect(document.activeElement).toBe(link('Sort'));
});
