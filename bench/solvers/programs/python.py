"""One exported run of circsim in NumPy and SciPy: docs/model.md, equations 1 to 4.

    python3 python.py RUN.json

It reads requests, one a line: METHOD TOLERANCE OUTPUT REPEATS. It answers each with a line of JSON. METHOD is

* solve_ivp or odeint, two interfaces of SciPy to LSODA. TOLERANCE is absolute, on ln s;
* rk4 or euler, loops of fixed steps. TOLERANCE is the length of a step, shortened to reach every recorded step;
* rk4-log, with as many equal steps between any two recorded steps. TOLERANCE is one divided by that number.

OUTPUT is values (ln s at every recorded step, in the answer), recorded (the same, not in the answer) or end (of the last
step alone). Fixed steps pass the recorded ones in any case.
"""

import json
import math
import sys
import time
import warnings

import numpy as np
from scipy.integrate import odeint, solve_ivp

RELATIVE = 1e-13  # the engine's tolerance is absolute; LSODA needs a relative one too
FREE_FLOOR = 1e-4  # below this free share the price of congestion is linear


def price(free, power):
    if free <= 0:
        return 0.0
    if free < FREE_FLOOR:
        return FREE_FLOOR ** (power - 1) * free
    return free**power


def flow(run):
    """The rate of change of y = ln(s / initial s) of all circuits, the initial ln s, and a counter of calls.

    Changes since initialization, y included, are never differences, since 1e15 items magnify their rounding.
    """
    gain, initial = np.array(run["gain"]), np.array(run["initial"])
    cohort_task = np.array(run["cohort_task"] or [], dtype=int)
    ticket_task = np.array(run["ticket_task"] or [], dtype=int)
    pool = np.array(run["pool"])
    params = np.array(run["params"])
    tasks, pools, cohorts = len(pool), len(params), len(cohort_task)
    decay, others = run["decay"], np.array(run["classes"]) - 1.0
    silent, congestion = np.array(run["silent"]), np.array(run["congestion"])
    log_initial = np.log(initial)
    m0, tickets0 = initial[:cohorts], initial[cohorts:]
    start_down = np.exp(-m0)
    occupied0 = np.exp(-tickets0)

    # Sums over the circuits of a task or of a pool are products with matrices.
    by_task = np.zeros((tasks, len(ticket_task)))
    by_task[ticket_task, np.arange(len(ticket_task))] = 1
    weight = np.zeros((tasks, cohorts))
    weight[cohort_task, np.arange(cohorts)] = run["weight"] or []
    load_per_nat = np.zeros((pools, cohorts))
    load_per_nat[pool[cohort_task], np.arange(cohorts)] = run["items"] or []
    load_per_nat /= math.log(2) * run["bits_per_param"] * params[:, None]
    load_per_share = np.zeros((pools, len(ticket_task)))
    load_per_share[pool[ticket_task], np.arange(len(ticket_task))] = np.array(run["footprint"])[ticket_task]
    load_per_share /= params[:, None]
    one_task = tasks == 1
    some_silent = silent.any()
    cohort_pool, pool_list = pool[cohort_task], pool.tolist()
    powers = congestion.tolist()
    earned = np.empty_like(gain)
    calls = [0]

    def rate(_, y):
        calls[0] += 1
        tickets = tickets0 * np.exp(y[cohorts:])
        odds = others * np.exp(-by_task.dot(tickets))
        grown = m0 * np.expm1(y[:cohorts])
        against = (odds[0] if one_task else odds[cohort_task]) * start_down
        right = 1 / (1 + against)  # probabilities at initialization
        wrong = against * right
        kept = wrong * np.exp(-grown)
        residual = kept / (right + kept)
        nats = np.where(grown > 0, -np.log1p(wrong * np.expm1(-grown)), 0)
        load = load_per_nat.dot(nats) + load_per_share.dot(np.maximum(occupied0 - np.exp(-tickets), 0))
        pull = weight.dot(residual)
        if some_silent:
            pull += silent * odds / (1 + odds)
        free = 1 - load
        if one_task:
            earned[:cohorts] = residual * max(free[0], 0)
            earned[cohorts:] = pull[0] * price(free[0], powers[0])
        else:
            paid = free.tolist()
            earned[:cohorts] = residual * np.maximum(free, 0)[cohort_pool]
            pull *= [price(paid[p], q) for p, q in zip(pool_list, powers)]
            earned[cohorts:] = pull[ticket_task]
        return 2 * (gain * earned - decay)

    return rate, log_initial, calls


def by_solve_ivp(rate, y0, at, tolerance):
    solution = solve_ivp(rate, (at[0], at[-1]), y0, method="LSODA", t_eval=at, rtol=RELATIVE, atol=tolerance)
    if not solution.success:
        raise ArithmeticError(solution.message)
    return solution.y.T


def by_odeint(rate, y0, at, tolerance):
    y, told = odeint(rate, y0, at, rtol=RELATIVE, atol=tolerance, tfirst=True, mxstep=1000000, full_output=True)
    if told["message"] != "Integration successful.":
        raise ArithmeticError(told["message"])
    return y


def runge_kutta(rate, t, y, h):
    k1 = rate(t, y)
    k2 = rate(t, y + h / 2 * k1)
    k3 = rate(t, y + h / 2 * k2)
    k4 = rate(t, y + h * k3)
    return y + h / 6 * (k1 + 2 * (k2 + k3) + k4)


def euler(rate, t, y, h):
    return y + h * rate(t, y)


def fixed(step, number):
    """Steps of one length, of which number gives how many there are in an interval."""

    def integrate(rate, y0, at, tolerance):
        y, values = y0, [y0]
        for begin, end in zip(at[:-1], at[1:]):
            steps = number(end - begin, tolerance)
            h = (end - begin) / steps
            for k in range(steps):
                y = step(rate, begin + k * h, y, h)
            if not np.isfinite(y).all():
                raise ArithmeticError("unstable")
            values.append(y)
        return np.array(values)

    return integrate


def of_length(span, length):
    return math.ceil(span / length)


METHODS = {
    "solve_ivp": by_solve_ivp,
    "odeint": by_odeint,
    "rk4": fixed(runge_kutta, of_length),
    "rk4-log": fixed(runge_kutta, lambda _, share: math.ceil(1 / share)),
    "euler": fixed(euler, of_length),
}


def answer(run, method, tolerance, output, repeats):
    rate, log_initial, calls = flow(run)
    y0 = np.zeros_like(log_initial)
    at = np.array(run["at"])
    if output == "end" and method in ("solve_ivp", "odeint"):
        at = at[[0, -1]]
    began = time.perf_counter()
    try:
        for _ in range(repeats):
            y = METHODS[method](rate, y0, at, tolerance)
    except ArithmeticError as error:
        return {"seconds": time.perf_counter() - began, "failed": str(error)}
    seconds = (time.perf_counter() - began) / repeats
    if not np.isfinite(y).all():
        return {"seconds": seconds, "failed": "not finite"}
    values = (log_initial + y).ravel().tolist() if output == "values" else []
    return {"seconds": seconds, "evaluations": calls[0] // repeats, "failed": "", "log_strengths": values}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    with open(sys.argv[1], encoding="utf-8") as file:
        run = json.load(file)
    for line in sys.stdin:
        method, tolerance, output, repeats = line.split()
        print(json.dumps(answer(run, method, float(tolerance), output, int(repeats))), flush=True)


if __name__ == "__main__":
    main()
