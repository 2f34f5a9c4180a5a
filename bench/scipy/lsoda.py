"""The same run of circsim in SciPy: docs/model.md, equations 2-4, by LSODA.

    go run ./bench/scipy/export > run.json
    python3 bench/scipy/lsoda.py run.json

Only the integration is timed, no metrics and no events. Strengths are compared
with the engine's at every recorded step.
"""

import json
import sys
import time

import numpy as np
from scipy.integrate import odeint, solve_ivp

RTOL = ATOL = 1e-5  # on ln s; the engine's tolerance is 1e-5 on ln s
REPEATS = 15


def flow(run):
    """d ln s / dt of a task's cohorts and tickets, and a counter of calls."""
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


def by_solve_ivp(rate, y0, at):
    solution = solve_ivp(rate, (at[0], at[-1]), y0, method="LSODA", t_eval=at, rtol=RTOL, atol=ATOL)
    if not solution.success:
        sys.exit(solution.message)
    return solution.y.T


def by_odeint(rate, y0, at):
    return odeint(rate, y0, at, rtol=RTOL, atol=ATOL, tfirst=True, mxstep=1000000)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        run = json.load(f)
    at = np.array(run["at"])
    engine = np.array(run["strengths"])
    best, median = run["engine_best_seconds"], run["engine_median_seconds"]
    print(f"{len(run['gain'])} circuits; engine: {1e3 * best:.3g} ms best, {1e3 * median:.3g} ms median, {run['engine_steps']} steps, observation included")
    worst = 0.0
    for integrate in (by_solve_ivp, by_odeint):
        seconds = []
        for _ in range(REPEATS):
            rate, y0, calls = flow(run)
            start = time.perf_counter()
            y = integrate(rate, y0, at)
            seconds.append(time.perf_counter() - start)
        # Relative error of a strength is absolute error of its logarithm;
        # what is too weak to matter is left out.
        felt = engine > 1e-6
        off = np.abs(y - np.log(engine))[felt].max()
        last = np.abs(y[-1] - np.log(engine[-1]))[felt[-1]].max()
        worst = max(worst, last)
        print(
            f"{integrate.__name__[3:]}: {1e3 * min(seconds):.3g} ms best, {1e3 * np.median(seconds):.3g} ms median, "
            f"{calls[0]} rate evaluations; {min(seconds) / best:.2g} and {np.median(seconds) / median:.2g} engine runs; "
            f"ln s differs by {off:.1e} at most, {last:.1e} at the end"
        )
    if worst > 1e-3:
        sys.exit("the final strengths disagree")


if __name__ == "__main__":
    main()
