package emergence

import "testing"

func TestKindsByName(t *testing.T) {
	for name, want := range map[string]kind{
		"exact_match": sharp, "measured_exact_match": sharp, "exact_str_match": sharp, "multiple_choice_grade": sharp,
		"measured_multiple_choice": sharp, "acc": sharp, "acc_norm": sharp, "Accuracy": sharp, "rougeLsum": sharp,
		"ROUGE-L-Sum": sharp, "f1": sharp, "pass@1": sharp, "solved": sharp,
		"edit_distance": smooth, "Token Edit Distance": smooth, "brier": smooth, "Brier Score": smooth,
		"log_likelihood": smooth, "loglikelihood": smooth, "test_loss": smooth, "perplexity": smooth, "ppl": smooth,
		"test_accuracy": smooth, "measured_test_accuracy": smooth, "token accuracy": smooth, "CorrectChoiceProb": smooth,
		"": unknownKind, "glossary": unknownKind, "credit": unknownKind, "score": unknownKind, "bleu": unknownKind,
	} {
		if got := kindOf(name); got != want {
			t.Errorf("%q is of kind %d, want %d", name, got, want)
		}
	}
}
