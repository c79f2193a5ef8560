import { describe, expect, it } from 'vitest';
import { filesOfPage, routeChunks, staticImports, withImports } from './web-chunks.ts';

describe('staticImports', () => {
  it('names what must be there before a script runs, each once', () => {
    const script =
      'import{a as b}from"./chunk-A_1-bcde.js";import"./chunk-Effects1.js";import{c}from"./chunk-A_1-bcde.js";' +
      'export{d}from"./chunk-Again123.js";const later=()=>import("./chunk-Later123.js");';
    expect(staticImports(script)).toEqual([
      'chunk-A_1-bcde.js',
      'chunk-Effects1.js',
      'chunk-Again123.js',
    ]);
  });
});

describe('routeChunks', () => {
  it('knows the script of each page', () => {
    const main =
      'places=[{path:"/system",label:t.s,icon:"system"}];help(){return import("./chunk-Help1234.js")}' +
      'routes=[{path:"",pathMatch:"full",title:w.o,loadComponent:async()=>(await import("./chunk-Over1234.js")).O},' +
      '{path:"targets/:id",loadComponent:async()=>(await import("./chunk-Targ1234.js")).T},' +
      '{path:"**",title:w.n,loadComponent:()=>import("./chunk-None1234.js").then(e=>e.N)}]';
    expect([...routeChunks(main)]).toEqual([
      ['', 'chunk-Over1234.js'],
      ['targets/:id', 'chunk-Targ1234.js'],
      ['**', 'chunk-None1234.js'],
    ]);
  });
});

describe('withImports', () => {
  it('follows imports of imports, in loops too', () => {
    const files: Record<string, string> = {
      'main.js': 'import"./a.js"',
      'a.js': 'import{x}from"./b.js"',
      'b.js': 'import{y}from"./a.js"',
    };
    const page = '<link rel="stylesheet" href="styles.css"><script src="main.js" type="module">';
    expect(withImports(filesOfPage(page), (file) => files[file] ?? '')).toEqual([
      'styles.css',
      'main.js',
      'a.js',
      'b.js',
    ]);
  });
});
