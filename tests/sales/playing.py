"""Random histories, as many as asked for."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .histories import Histories, set_up


def play(machine: type[Histories], histories: int, *, steps: int) -> None:
    set_up()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            # Shrinking a history takes minutes; the one found has a dozen steps at most, and its blob is printed.
            phases=[Phase.generate],
            report_multiple_bugs=False,
            print_blob=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
