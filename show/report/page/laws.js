// Scaling laws of loss, with their residuals.

const scales = {params: 'parameters', tokens: 'tokens', flops: 'training compute (FLOPs)'};

function lawsView(study, state, redraw) {
  if (!study.laws.length) return null;
  const law = study.laws[Math.min(state.law, study.laws.length - 1)];
  const mates = group('law'), named = law => law.form + (law.fixed ? ', ' + law.fixed : '');
  const x = {label: scales[law.along] || law.along, short: law.along, log: law.x.every(x => x > 0)};
  const order = law.x.map((_, i) => i).sort((a, b) => law.x[a] - law.x[b]);
  const sorted = list => order.map(i => list[i]);
  const residuals = law.loss.map((loss, i) => law.predicted[i] === null ? null : Math.log(loss / law.predicted[i]));
  const fit = law.fit ? {name: 'law', x: law.fit_x, y: law.fit, ink: 0, plain: true} : {name: 'law', x: sorted(law.x), y: sorted(law.predicted), ink: 0, points: true};
  return h('section', {class: 'laws', 'aria-label': 'Scaling laws'},
    h('h2', {}, 'Scaling laws of loss'),
    h('div', {class: 'controls'},
      study.laws.length > 1 && choice('Law', study.laws.map((law, k) => [k, named(law)]), state.law, value => { state.law = Number(value); redraw(); }),
      save(`${study.name}-${law.form}.csv`, () => [[law.along, 'loss', 'predicted', 'residual_of_ln_loss'],
        ...order.map(i => [law.x[i], law.loss[i], law.predicted[i], residuals[i]])], named(law))),
    h('div', {class: 'pair'},
      h('div', {},
        h('h3', {}, `${named(law)}, ${law.runs} models`), mates.reading,
        chart({label: `Loss and the law ${named(law)}`, x: {...x, label: ''}, title: 'Loss', y: {label: 'nats per token', log: law.loss.every(loss => loss > 0)}, group: mates, height: 260,
          lines: [fit, {name: 'models', x: sorted(law.x), y: sorted(law.loss), ink: 1, points: true}]}),
        chart({label: `Residuals of ${named(law)}`, x, title: 'Residuals', y: {label: 'ln loss − ln law'}, group: mates, height: 160,
          lines: [{name: '', x: [Math.min(...law.x), Math.max(...law.x)], y: [0, 0], ink: 4, dash: 2, plain: true, silent: true}, {name: 'models', x: sorted(law.x), y: sorted(residuals), ink: 1, points: true}]})),
      h('div', {},
        table(['constant', 'value', '95% from', 'to', ''], law.constants.map(c => [c.name, c.value, c.low, c.high, c.identified ? '' : 'not determined']), 'constants of ' + named(law)),
        (law.warnings || []).map(warning => h('p', {class: 'quiet'}, warning)))));
}
