// Registers with elasticlunr.js the pipeline of elasticlunr.json, and splits queries as the index's texts were split. Load it
// after elasticlunr.js and before the index:
//   elasticlunr.Index.load(await (await fetch('search/elasticlunr.json')).json()).search('élèves', { expand: true })
(function (register) {
  'use strict';
  if (typeof module === 'object' && module.exports) module.exports = register;
  if (typeof elasticlunr === 'function') register(elasticlunr);
})(function (elasticlunr) {
  'use strict';
  var STOP_WORDS = new Set(/* stop words */);
  var LETTERS = {
    œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŋ: 'n', ı: 'i', ς: 'σ', ʼ: ' ',
  };
  var WORD_LENGTH = 40;

  function fold(text) {
    return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/\p{M}+/gu, '')
      .replace(/[œæßøłđðþħŋıςʼ]/g, function (letter) { return LETTERS[letter]; });
  }
  function tokenizer(text) {
    var found = [];
    (fold([].concat(text).join(' ')).match(/[\p{Alphabetic}\p{N}]+/gu) || []).forEach(function (word) {
      word.match(/[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+|[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+/g).forEach(function (run) {
        if (!/^[\u3040-\u9fff]/.test(run)) found.push(Array.from(run).slice(0, WORD_LENGTH).join(''));
        else if (run.length === 1) found.push(run);
        else for (var place = 1; place < run.length; place++) found.push(run.slice(place - 1, place + 1));
      });
    });
    return found;
  }
  elasticlunr.tokenizer = Object.assign(tokenizer, elasticlunr.tokenizer);
  elasticlunr.Pipeline.registerFunction(fold, 'etalage-fold');
  elasticlunr.Pipeline.registerFunction(function (word) {
    return STOP_WORDS.has(word) ? undefined : word;
  }, 'etalage-stop-words');
});
