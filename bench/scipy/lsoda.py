"""The same run of circsim in SciPy: docs/model.md, equations 2-4, by LSODA.

    go run ./bench/scipy/export > run.json
    python3 bench/scipy/lsoda.py run.json ...

Only the integration is timed, without metrics and events: once with output at
every recorded step, to compare with the engine's whole run, and once with output
at the first and last step, to compare with the engine's run without curves. The
reference for errors of both is the engine at a far smaller tolerance.
"""

import json
import sys
import time

import numpy as np
from scipy.integrate import odeint, solve_ivp

REPEATS = 25
NO_RTOL = 1e-13  # the engine's tolerance is absolute, on ln s; LSODA needs a relative one too
GRID = 10.0 ** np.arange(-3, -9.01, -0.125)  # tolerances among which to find one of equal error
RELEVANT = 1e-6  # errors of smaller strengths are left out, since these are too weak to matter


def flow(run):
    """The rate d ln s / dt of a task's cohorts and tickets, the initial ln s, and a counter of calls."""
    gain = np.array(run["gain"])
    initial = np.array(run["initial"])
    weight = np.array(run["weight"])
    params_per_nat = np.array(run["items"]) / np.log(2) / run["bits_per_param"]
    cohorts = len(weight)
    others = run["classes"] - 1
    decay, footprint, params, congestion = run["decay"], run["footprint"], run["params"], run["congestion"]
    m0, tickets0 = initial[:cohorts], initial[cohorts:]
    occupied0 = np.exp(-tickets0)
    earned = np.empty_like(gain)
    calls = [0]

    def rate(_, y):
        calls[0] += 1
        s = np.exp(y)
        m, tickets = s[:cohorts], s[cohorts:]
        unlearned = others * np.exp(-tickets.sum())
        u = unlearned * np.exp(-m)
        residual = u / (1 + u)
        nats = np.where(m > m0, np.log1p(unlearned * np.exp(-m0)) - np.log1p(u), 0)
        occupied = np.maximum(occupied0 - np.exp(-tickets), 0).sum()
        free = max(1 - (params_per_nat @ nats + footprint * occupied) / params, 0)
        earned[:cohorts] = residual * free
        earned[cohorts:] = weight @ residual * free**congestion
        return 2 * (gain * earned - decay)

    return rate, np.log(initial), calls


def by_solve_ivp(rate, y0, at, rtol, atol):
    solution = solve_ivp(rate, (at[0], at[-1]), y0, method="LSODA", t_eval=at, rtol=rtol, atol=atol)
    if not solution.success:
        sys.exit(solution.message)
    return solution.y.T


def by_odeint(rate, y0, at, rtol, atol):
    return odeint(rate, y0, at, rtol=rtol, atol=atol, tfirst=True, mxstep=1000000)


class Comparison:
    """One exported run, the engine's error in it, and LSODA on the same numbers."""

    def __init__(self, run):
        self.run = run
        self.at = np.array(run["at"])
        self.ends = self.at[[0, -1]]
        exact = np.array(run["exact"])
        self.relevant = exact > RELEVANT
        self.exact = np.log(exact)
        # The relative error of a strength is the absolute error of its logarithm.
        self.engine_error = self.error(np.log(np.array(run["strengths"])))

    def error(self, y):
        """Largest error of ln s along the run, and at its end."""
        off = np.where(self.relevant, np.abs(y - self.exact), 0)
        return off.max(), off[-1].max()

    def solve(self, integrate, at, rtol, atol):
        rate, y0, calls = flow(self.run)
        start = time.perf_counter()
        y = integrate(rate, y0, at, rtol, atol)
        return time.perf_counter() - start, y, calls[0]

    def equal_error(self, integrate):
        """The loosest tolerance at which LSODA's error along the run is no larger than the engine's."""
        for atol in GRID:
            _, y, _ = self.solve(integrate, self.at, NO_RTOL, atol)
            if self.error(y)[0] <= self.engine_error[0]:
                return atol
        sys.exit(f"{integrate.__name__}: no tolerance reaches the engine's error")

    def report(self, name, integrate, rtol, atol):
        """Print and return the ratios to the engine's times at one tolerance, and the error at the end."""
        _, y, _ = self.solve(integrate, self.at, rtol, atol)
        along, end = self.error(y)
        print(f"{integrate.__name__[3:]}, {name}: rtol {rtol:.0e}, atol {atol:.1e}; error {along:.1e} along the run, {end:.1e} at its end")
        ratios = []
        for at, key, what in ((self.at, "engine_full", "every recorded step"), (self.ends, "engine_lean", "first and last step")):
            solved = [self.solve(integrate, at, rtol, atol) for _ in range(REPEATS)]
            seconds = [s[0] for s in solved]
            median, best = np.median(seconds), min(seconds)
            ratios.append(median / self.run[key]["median_seconds"])
            print(
                f"    {what}: {solved[0][2]} rate evaluations, {1e3 * median:.3g} ms median, {1e3 * best:.3g} ms best; "
                f"{ratios[-1]:.3g} (best: {best / self.run[key]['best_seconds']:.3g}) engine runs"
            )
        return ratios, end


def compare(path):
    """Print the comparison for one run. Return all ratios by name, and the largest error at the end."""
    with open(path, encoding="utf-8") as f:
        run = json.load(f)
    c = Comparison(run)
    tolerance = run["tolerance"]
    print(
        f"{len(run['gain'])} circuits; the engine at tolerance {tolerance:.0e}: {run['engine_steps']} steps, "
        f"{run['engine_evaluations']} rate evaluations, error {c.engine_error[0]:.1e} along the run, {c.engine_error[1]:.1e} at its end"
    )
    for key, what in (("engine_full", "metrics, events and curves"), ("engine_lean", "metrics and events, no curves")):
        print(f"    {what}: {1e3 * run[key]['median_seconds']:.3g} ms median, {1e3 * run[key]['best_seconds']:.3g} ms best")
    _, y, _ = c.solve(by_odeint, c.at, NO_RTOL, 1e-11)
    print(f"the reference differs from odeint at 1e-11 by {c.error(y)[0]:.1e}")
    found, worst = {}, 0.0
    for integrate in (by_solve_ivp, by_odeint):
        for name, rtol, atol in (
            ("same tolerance", NO_RTOL, tolerance),
            ("equal error along the run", NO_RTOL, c.equal_error(integrate)),
            ("same figure, relative as well", tolerance, tolerance),
        ):
            ratios, end = c.report(name, integrate, rtol, atol)
            found[f"{integrate.__name__[3:]}, {name}"] = ratios
            worst = max(worst, end)
    return found, worst


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    compared = [compare(path) for path in sys.argv[1:]]
    if len(compared) > 1:
        print(f"median ratio (range) over {len(compared)} runs: every recorded step; first and last step")
        for name in compared[0][0]:
            full, lean = zip(*(found[name] for found, _ in compared))
            print(f"    {name}: {np.median(full):.3g} ({min(full):.3g} to {max(full):.3g}); {np.median(lean):.3g} ({min(lean):.3g} to {max(lean):.3g})")
    if max(worst for _, worst in compared) > 1e-3:
        sys.exit("the final strengths disagree")


if __name__ == "__main__":
    main()
